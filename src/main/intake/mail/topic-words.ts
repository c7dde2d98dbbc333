// Phrases of subjects and first lines of order mails in English, Ukrainian, Russian, Polish, German, Spanish, Portuguese, French,
// Italian, Dutch and Czech, in normal spelling. They are compared without accents and case.

/** A new order, announced to a shop. Gmail's search for unknown senders uses the same words. */
export const newOrderWords = `new order|new sale|new paid order|made a sale|order received|received an order|received a new order|got a new order|you sold|sold, ship now|incoming order|order from customer|order placed on your|congratulations on your etsy sale|congratulations on your sale|you made the sale|your item sold|an item has sold|you have sold
  нове замовлення|нового замовлення|новому замовленні|нових замовлень|надійшло замовлення|отримано замовлення|замовлення з сайту|замовлення від клієнта|ваш товар продано|вітаємо з продажем|ви продали
  новый заказ|нового заказа|новом заказе|новых заказов|поступил заказ|получен заказ|заказ с сайта|заказ от клиента|ваш товар продан|поздравляем с продажей|вы продали|товар куплен|новое отправление
  nowe zamówienie|nowego zamówienia|nowym zamówieniu|otrzymano zamówienie|wpłynęło zamówienie|sprzedałeś|sprzedałaś|sprzedaż!|zamówienie opłacone|kupujący zapłacił|gratulujemy sprzedaży|sprzedano, wyślij|twój przedmiot został sprzedany
  neue bestellung|neuen bestellung|neuer auftrag|neuen auftrag|neuer verkauf|bestellung eingegangen|auftrag eingegangen|artikel verkauft|sie haben verkauft|glückwunsch zu deinem verkauf|glückwunsch zum verkauf|verkauft, jetzt versenden|dein artikel wurde verkauft|ihr artikel wurde verkauft
  nuevo pedido|nueva venta|nueva orden|pedido recibido|has recibido un pedido|vendiste|has vendido|realizaste una venta|felicidades por tu venta|vendido, enviar|tu artículo se ha vendido|has realizado una venta
  novo pedido|nova encomenda|nova venda|pedido recebido|encomenda recebida|recebeu um pedido|recebeu uma encomenda|você vendeu|vendeste|parabéns pela venda|vendido, envi|o seu artigo foi vendido|realizou uma venda
  nouvelle commande|nouvelle vente|commande reçue|vous avez reçu une commande|vous avez vendu|félicitations pour votre vente|vendu, expédiez|vous avez réalisé une vente|votre article a été vendu|votre objet a été vendu
  nuovo ordine|nuova vendita|nuovo acquisto|ordine ricevuto|hai ricevuto un ordine|hai venduto|complimenti per la vendita|hai effettuato una vendita|venduto, spedi|il tuo articolo è stato venduto|il tuo oggetto è stato venduto
  nieuwe bestelling|nieuwe verkoop|bestelling ontvangen|je hebt een bestelling|je hebt verkocht|gefeliciteerd met je verkoop|er is een bestelling
  nová objednávka|nové objednávky|novou objednávku|přijata objednávka|máte novou|prodali jste|nový prodej`;

/** Nouns for an order, as beginnings of words. */
export const orderNouns = `order|purchase|замовленн|заказ|zamowieni|bestellung|auftrag|pedido|encomenda|commande|ordine|orden|compra|ordini|bestelling|objednavk|objednávk`;

/** Participles for a cancelled order, also at a distance after the noun. */
export const cancelledWords = `cancelled|canceled|has been voided|was declined|скасовано|скасоване|скасували|скасував|скасувала|анульовано|відмінено|відхилено
  отменён|отменен|отменено|отменили|отменил|отменила|аннулирован|отклонён
  anulowane|anulowano|anulował|anulowała|odwołane|odwołano
  storniert|annulliert|abgebrochen
  anulado|anulada|cancelado|cancelada
  annulé|annulée|annullato|annullata|cancellato|disdetto|geannuleerd|zrušena|zrušeno|zrušili|stornována|stornovana`;
/** Nouns for a cancellation, which only a subject or a heading uses of one order. */
export const cancellationWords = `cancellation|скасування|анулювання|отмена|аннулирование|anulowanie|anulacja|rezygnacja|stornierung|storno|cancelación|anulación|cancelamento|anulação|annulation|annullamento|cancellazione|annulering|zrušení`;

/** Participles in the forms that only parts of an order have: `2 товари скасовані`. */
export const cancelledPartWords = `скасований|скасована|скасовані|анульований|анульована|анульовані|відмінений|відмінена|відмінені
  отменена|отменены|аннулирована|аннулировано|аннулированы|отклонена|отклонены
  anulowany|anulowana|anulowani|odwołany|odwołana
  anulados|anuladas|cancelados|canceladas|annulés|annulées|annullati|annullate|cancellata|cancellati|cancellate
  zrušen|zrušeny|zrušené|stornován|stornováno|stornovány`;
/** Parts and companions of an order, and words for a part of it, as whole words. */
export const partWords = `item|items|product|products|article|articles|piece|pieces|goods|dish|dishes|part of|in part|partial|partially|partly|courier|payment|payments|delivery|shipment|shipping|refund|return|replacement|substitution|discount|coupon|voucher|invoice
  частина|частину|частини|шт|блюдо|блюда|часть|части
  szt|część zamówienia|części zamówienia|częściowo|częściowe|częściowa
  artikel|artikels|artikeln|position|positionen|produkt|produkte|produkts|produkten|teil|teile|teils|teilweise|ware|waren|gericht|gerichte|kurier|zahlung|lieferung|versand|sendung|erstattung|rückerstattung|rabatt|gutschein|rechnung
  artículo|artículos|producto|productos|plato|platos|unidad|unidades|parte del pedido|parte de su pedido|parte de tu pedido|parcial|parcialmente|repartidor|mensajero|pago|entrega|envío|reembolso|devolución|descuento|cupón|factura
  artigo|artigos|produto|produtos|prato|pratos|item|itens|parte da encomenda|parte do pedido|estafeta|entregador|pagamento|envio|devolução|desconto|cupom|cupão|fatura
  produit|produits|plat|plats|partie de la commande|partie de votre commande|partiel|partielle|partiellement|livreur|coursier|paiement|livraison|envoi|colis|remboursement|remise|facture
  articolo|articoli|prodotto|prodotti|piatto|piatti|parte dell'ordine|parte del|parziale|parzialmente|corriere|consegna|spedizione|rimborso|sconto|fattura
  artikelen|producten|deel van|gedeeltelijk|gedeeltelijke|deels|koerier|bezorger|betaling|bezorging|levering|verzending|zending|terugbetaling|korting|factuur
  část objednávky|části objednávky|kus|kusy|kusů`;
/** The same as beginnings of words, for inflected languages. */
export const partStems = `товар|позиці|страв|одиниц|продукт|артикул|частков|кур'єр|оплат|платіж|платеж|доставк|поверненн|знижк|купон|промокод|відправленн|посилк|накладн|рахун
  позици|единиц|частичн|курьер|возврат|скидк|отправлени|посылк|счет
  produkt|pozycj|artykuł|towar|przedmiot|sztuk|kurier|płatnoś|dostaw|wysyłk|przesyłk|zwrot|rabat|kupon|faktur
  položk|zboží|částečn|kurýr|platb|doručení|zásilk|vrácení|slev|poukaz`;
/** Words between a participle and the part it refers to. */
export const articles = `the|a|an|one|two|three|some|of|for|its|your|один|одну|одна|одне|два|дві|две|три
  jeden|jedną|jedna|jedno|dwa|dwie|trzy|ein|eine|einen|eines|einer|der|die|das|des|den|dem|zwei|drei
  un|una|uno|el|la|los|las|de|del|dos|tres|um|uma|o|os|as|da|do|das|dois|duas|le|les|une|du|deux|trois
  il|lo|i|gli|di|dei|due|tre|een|het|van|twee|drie|jednu|dva|dvě|tři`;
/** Prepositions before an order that is not cancelled itself: `from your order`. */
export const withinWords = `in|from|within|у|в|із|з|зі|из|с|w|we|z|ze|im|aus|en|em|no|dans|nel|dal|uit|v|ve`;

/** Participles for an order whose content was changed. */
export const changedWords = `changed|updated|modified|amended|edited|revised|змінено|змінене|змінив|змінила|оновлено|відредаговано
  изменён|изменен|изменено|изменил|изменила|обновлён|обновлен|отредактирован
  zmienione|zmieniono|zmieniony|zmienił|zmieniła|zaktualizowane|zaktualizowano|zmodyfikowane
  geändert|aktualisiert|angepasst
  modificado|modificada|cambiado|actualizado|actualizada|alterado|alterada|atualizado|atualizada
  modifié|modifiée|mise à jour|modificato|modificata|aggiornato|cambiato|gewijzigd|aangepast|změněna|změněno|upravena`;
export const changeWords = `change to|changes to|change in|changes in|order change|order update|update to|amendment|зміна|зміни|оновлення|изменение|изменения|обновление|zmiana|zmiany|aktualizacja|modyfikacja|änderung|änderungen|aktualisierung|cambio|cambios|modificación|modificaciones|actualización|alteração|alterações|atualização|modification|modifications|modifica|modifiche|aggiornamento|variazione|wijziging|změna|teilstornierung|teilstorno`;

/** A sentence with one of these is about possible outcomes, rules, or another subject than the order. */
export const notSaidOf = `if|can|may|could|cannot|unless|until|before|within|policy|terms|never|how to|to cancel|password|account|subscription
  якщо|можна|можете|може|можуть|протягом|правила|умови|щоб|пароль|підписка
  если|можно|можете|может|течение|правила|условия|чтобы|подписка
  jeśli|jeżeli|możesz|można|może|ciągu|zasady|regulamin|aby|hasło
  wenn|falls|können|kann|innerhalb|bedingungen|richtlinie|bis|passwort
  si|puedes|puede|podrá|dentro|política|condiciones|contraseña
  se|pode|podes|poderá|condições|senha
  pouvez|peut|peuvent|conditions|mot de passe
  puoi|può|entro|condizioni|kunt|kun je|binnen|voorwaarden|wachtwoord|pokud|můžete|může|podmínky|heslo`;
/** Just before a participle: it has not happened. */
export const negations = `not|n't|never|не|ні|nie|nicht|no|não|pas|non|niet|geen|není`;
/** An updated status does not change the order. */
export const statusWords = `status|статус|estado|statut|stato`;

/** Thanks to the buyer: such a mail is a receipt. */
export const thanksWords = `thank you for|thanks for|thank you, |дякуємо за|спасибо за|благодарим|dziękujemy za|vielen dank|danke für|gracias por|obrigado|obrigada|merci pour|merci de|grazie per|bedankt voor|dank je wel voor|hartelijk dank|děkujeme za|děkujeme, že`;

/** Sentences about a purchase; too many and too long for a mail search. */
export const boughtWords = `has paid for the order|buyer has paid|buyer paid for|bought your|has placed an order|customer placed an order|has ordered|customer ordered|made a purchase in your|ordered from your shop|ordered from your store|has been sold|was sold to|you've sold|you've made a sale|you've got an order|you have an order
  покупець оплатив|клієнт оформив|оформив замовлення|оформила замовлення|зробив замовлення|зробила замовлення|у вас купили|ви отримали замовлення
  покупатель оплатил|клиент оформил|оформил заказ|оформила заказ|сделал заказ|сделала заказ|у вас купили|ваш товар купили|вы получили заказ
  zapłacił za zamówienie|zapłaciła za zamówienie|został kupiony|została kupiona|zostało kupione|sprzedany przedmiot|kupił od ciebie|kupiła od ciebie|klient zamówił|złożył zamówienie|złożyła zamówienie
  hat bestellt|bei ihnen bestellt|bei dir bestellt|hat eine bestellung aufgegeben|hat ihren artikel gekauft|hat deinen artikel gekauft|du hast eine bestellung erhalten|sie haben eine bestellung erhalten
  ha realizado un pedido|ha hecho un pedido|te han comprado|te ha comprado|cliente ha comprado
  cliente fez um pedido|cliente fez uma|cliente comprou|fez uma encomenda|comprou na sua loja
  a passé commande|a passé une commande|client a commandé|vient d'acheter|a acheté votre
  ha effettuato un ordine|cliente ha ordinato|ha acquistato il tuo|hanno comprato
  klant heeft|heeft bij je besteld|heeft bij u besteld|een verkoop gedaan
  zákazník objednal|zaplatil za vaše|koupil vaše|prodali jste`;
/** First words of a subject that are followed by the sold item. */
export const soldWords = `sold|sprzedano|prodano|prodáno|verkauft|vendido|vendida|vendu|venduto|verkocht|продано`;
