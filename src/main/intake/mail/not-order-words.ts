// Words of mails that mention orders but contain none, in English, Ukrainian, Russian, Polish, German, Spanish, Portuguese,
// French and Italian. Compared without accents and case, from the beginning of a word.

/** The goods were dispatched or delivered. */
export const sentWords = `shipped|dispatched|on its way|on the way|handed over to the carrier|handed to the courier|out for delivery|has arrived|package arrived|was delivered|has been delivered|tracking|carrier
  відправлено|відправлене|передано кур|передано в доставку|передано службі доставки|передано до служби доставки|передали у доставку|відправили ваше замовлення|в дорозі|прибуло|трек-номер|ттн
  отправлен|передан курьеру|передан в доставку|передан в службу|передали в доставку|передан службе доставки|отправили ваш заказ|уже едет|в пути|прибыл|трек-номер
  wysłane|wysłano|wysłaliśmy|zostało nadane|przekazane do dostawy|przekazane kurierowi|przekazaliśmy kurierowi|w drodze|doręczon|dostarczon|numer śledzenia|przesyłka
  versandt|versendet|verschickt|auf dem weg|dem versanddienst übergeben|an dhl übergeben|unterwegs|zugestellt|sendungsnummer|sendungsverfolgung
  enviado|ha salido|entregado al transportista|en camino|en reparto|ha llegado|entregado|seguimiento
  foi enviad|foi despachad|entregue à transportadora|a caminho|saiu para entrega|foi entregue|rastreio|rastreamento
  est expédié|été expédié|sont expédié|expédiée|expédiés|colis expédié|est parti|remise au transporteur|remis au transporteur|en route|a été livré|numéro de suivi|suivi de
  spedito|è partito|affidato al corriere|in viaggio|in consegna|consegnato|numero di tracking|tracciamento`;

/** Other payments: to the shop, back to the buyer, to charity, or between accounts. */
export const otherMoneyWords = `payout|settlement|statement|refund|automatic payment|autopay|direct debit|bank transfer|invoice due|subscription renew
  виплата|виплату|звіт|повернення коштів|пожертв|автоматичний платіж
  выплата|выплату|отчет|возврат средств|пожертвован|автоплатеж
  wypłata|wypłaty|rozliczenie|zwrot środków|zwrot pieniędzy|płatność automatyczna|przelew
  auszahlung|abrechnung|erstattung|rückerstattung|lastschrift|überweisung
  liquidación|reembolso|transferencia|domiciliación
  repasse|estorno|pagamento automático
  reversement|versement|relevé|remboursement|prélèvement
  accredito|rimborso|bonifico automatico`;

/** A gift, which looks like a purchase in every row. */
export const giftWords = `donation|donated|donate|пожертв|благодійн|благотворит|darowizn|spende|gespendet|donación|donativo|doação|faire un don|votre don|donazione`;

/** Nothing is ordered yet. */
export const notYetWords = `your cart|in your cart|complete your order|left something|complete your purchase|still thinking|password|verification code|sign in
  кошик|завершіть замовлення|пароль|код підтвердження
  корзин|завершите заказ|пароль|код подтверждения
  koszyk|dokończ zamówienie|hasło|kod weryfikacyjny
  warenkorb|bestellung abschließen|passwort|bestätigungscode
  carrito|completa tu pedido|contraseña|código de verificación
  carrinho|finalizar a compra|senha|palavra-passe
  panier|finalisez votre commande|mot de passe
  carrello|completa il tuo ordine|completa l'ordine|password`;

/** Abandoned carts: a shop prints their items with a total like an order. */
export const cartWords = `your cart|in your cart|your basket is|cart misses|left in your basket|left these|left behind|you left|complete your order|complete your purchase|finish your order|finish checking out|still interested|saved your cart|saved for you|your order is waiting
  у вашому кошику|залишили у кошику|ваш кошик чекає|забули у кошику|завершіть замовлення|завершити замовлення|оформіть замовлення
  в вашей корзине|оставили в корзине|ваша корзина ждет|забыли в корзине|завершите заказ|завершить заказ|оформите заказ
  w twoim koszyku|twój koszyk czeka|porzucony koszyk|zostawiłeś w koszyku|zostawiłaś w koszyku|dokończ zamówienie|dokończ zakupy
  in deinem warenkorb|in ihrem warenkorb|dein warenkorb wartet|ihr warenkorb wartet|warenkorb vergessen|bestellung abschließen
  en tu carrito|tu carrito te espera|tu cesta te espera|olvidaste en|completa tu pedido|finaliza tu compra|termina tu compra
  no seu carrinho|no teu carrinho|seu carrinho espera|esqueceu no carrinho|finalizar a compra|finalize sua compra|conclua a sua compra
  dans votre panier|votre panier vous attend|panier abandonné|oublié dans votre panier|finalisez votre commande|terminez votre commande
  nel tuo carrello|il tuo carrello ti aspetta|dimenticato nel carrello|completa il tuo ordine|completa l'ordine|concludi l'acquisto`;

/** Requests for a review by the buyer. */
export const opinionWords = `rate your|review your|leave a review|how was your|what did you think|your opinion
  оцініть|залиште відгук|як вам
  оцените|оставьте отзыв|как вам
  oceń|wystaw opinię|jak oceniasz
  bewerten|bewertung|wie zufrieden|deine meinung
  valora|califica|qué te pareció|tu opinión
  avalie|avaliação|o que achou|sua opinião
  donnez votre avis|votre avis|que pensez-vous
  recensione|valuta il|lascia una|cosa ne pensi`;

/** Receipts and confirmations to a buyer: worth a review even if no number is found. */
export const receiptWords = `receipt|order confirm|your order|you ordered|thanks for ordering|thank you for ordering|thanks for your order|your purchase|order summary
  чек|квитанц|ваше замовлення|дякуємо за замовлення|підтвердження замовлення
  чек|квитанция|ваш заказ|спасибо за заказ|подтверждение заказа
  paragon|twoje zamówien|zamówione|dziękujemy za złożenie|dziękujemy za zamówienie|potwierdzenie zamówienia|kupiłeś|kupiłaś|twój zakup
  quittung|beleg|ihre bestellung|deine bestellung|danke für|bestellbestätigung
  recibo|tu pedido|su pedido|gracias por tu|gracias por su|confirmación de pedido
  a sua encomenda|seu pedido|obrigado pela|confirmação d
  reçu|votre commande|merci pour votre|confirmation de commande
  ricevuta|il tuo ordine|grazie per il tuo|conferma d`;

/** Failed payments, renewals of subscriptions, requested quotes, and reports of a period. */
export const noGoodsWords = `payment failed|payment was declined|payment has failed|could not charge|couldn't charge|unable to charge|unable to process your payment|card was declined|update your payment method|will renew|renews soon|renews on|plan renews|sent you a gift card|sent you an e-gift|received a gift card|your gift card is|quote you asked|quote you requested|your quote|quotation for|made you an offer|received an offer|sent you an offer|weekly earnings|your earnings for|earnings summary|sales summary|sales report|return request|wants to return|lowered the price|price drop
  платіж не пройшов|оплата не пройшла|автоматично продовжиться|подарунковий сертифікат для вас|комерційна пропозиція|підсумки місяця|підсумки тижня|запит на повернення
  платеж не прошел|оплата не прошла|автоматически продлится|вам подарили сертификат|коммерческое предложение|итоги месяца|итоги недели|запрос на возврат
  płatność nie powiodła|płatność została odrzucona|subskrypcja odnowi|otrzymałeś kartę podarunkową|wycena dla|podsumowanie sprzedaży|podsumowanie miesiąca|raport sprzedaży|prośba o zwrot
  zahlung fehlgeschlagen|zahlung ist fehlgeschlagen|zahlung wurde abgelehnt|konnte nicht abgebucht|verlängert sich|abo verlängert|geschenkkarte erhalten|kostenvoranschlag|umsatzübersicht|verkaufsübersicht|rücksendeantrag
  pago ha fallado|pago fallido|pago rechazado|no hemos podido cobrar|se renovará|tarjeta regalo para ti|presupuesto que|tu presupuesto|resumen de ventas|solicitud de devolución
  pagamento falhou|pagamento recusado|será renovada|orçamento que|seu orçamento|resumo de vendas|pedido de devolução|solicitação de devolução
  paiement a échoué|paiement refusé|échec du paiement|sera renouvelé|carte cadeau pour vous|votre devis|récapitulatif des ventes|demande de retour
  pagamento non riuscito|pagamento rifiutato|si rinnoverà|buono regalo per te|preventivo richiesto|il tuo preventivo|riepilogo vendite|riepilogo delle vendite|richiesta di reso
  betaling mislukt|wordt verlengd|uw offerte|jouw offerte|verkoopoverzicht|platba se nezdařila|bude obnoveno|cenová nabídka|přehled prodejů`;

/** A ride, without a purchase. */
export const rideWords = `trip fare|thanks for riding|your ride|ride with|your trip|votre course|votre trajet|tu viaje|sua viagem|tua corsa|twój przejazd|ваша поїздка|ваша поездка|deine fahrt|ihre fahrt|je rit`;

/** Power, water or phone: billed by a contract, however the bill looks. */
export const contractWords = `kwh|meter reading|billing period|vertragskonto|abrechnungszeitraum|zählerstand|période de facturation|periodo de facturación|período de faturamento|periodo di fatturazione|okres rozliczeniowy|лічильник|показання|особовий рахунок|лицевой счет|показания счетчик`;
