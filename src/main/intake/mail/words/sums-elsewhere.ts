import type { SumKind } from './language-words.ts';

/**
 * Names of sums in languages without other word tables: Swedish, Danish, Norwegian, Finnish, Hungarian, Romanian, Bulgarian,
 * Macedonian, Serbian, Croatian, Slovak, Greek, Turkish, Vietnamese, Indonesian, Japanese.
 */
export const sumsElsewhere: Readonly<Record<SumKind, string>> = {
  total: `totalt|summa|att betala|summa att betala|totalsumma|totalbelopp|ordersumma|i alt|total i alt|at betale|ordretotal|å betale|totalsum|yhteensä|loppusumma|maksettava yhteensä|végösszeg|összesen|fizetendő|mindösszesen|total de plată|total de plata|total comandă|total comanda|общо|обща сума|крайна сума|вкупно|укупно|ukupno|za plaćanje|celkom|spolu|celková suma|σύνολο|γενικό σύνολο|συνολικό ποσό|toplam|genel toplam|ödenecek tutar|tổng cộng|tổng tiền|tổng thanh toán|total pesanan|total pembayaran|total bayar|合計|総合計|お支払い合計|ご請求額|합계|총계`,
  subtotal: `delsumma|varor|varukorg|subtotal varer|varer i alt|delsum|varesum|välisumma|tuotteet|részösszeg|termékek|produse|междинна сума|меѓузбир|međuzbroj|medzisúčet|μερικό σύνολο|υποσύνολο|ara toplam|tạm tính|tiền hàng|subtotal produk|小計|商品小計|商品合計|소계`,
  delivery: `frakt|fraktkostnad|leverans|porto och frakt|fragt|forsendelse|levering|toimitus|toimituskulut|postikulut|szállítás|szállítási díj|kiszállítás|livrare|cost livrare|transport|taxa de livrare|доставка|достава|dostava|poštarina|doprava|poštovné|μεταφορικά|έξοδα αποστολής|kargo|kargo ücreti|teslimat|phí vận chuyển|phí ship|phí giao hàng|ongkos kirim|ongkir|biaya pengiriman|送料|配送料|배송비`,
  discount: `rabatt|rabattkod|rabat|alennus|kedvezmény|kupon|reducere|discount|отстъпка|попуст|popust|zľava|έκπτωση|indirim|giảm giá|diskon|potongan|割引|クーポン|할인`,
  tax: `moms|varav moms|heraf moms|herav mva|mva|alv|áfa|tva|ддс|ддв|пдв|pdv|dph|φπα|kdv|thuế|vat|ppn|pajak|消費税|うち消費税|부가세`,
  tip: `dricks|drikkepenge|tips|juomaraha|borravaló|bacșiș|bahşiş|tiền tip|チップ`,
  fee: `serviceavgift|hanteringsavgift|expeditionsavgift|gebyr|ekspeditionsgebyr|palvelumaksu|kezelési költség|csomagolás|utánvét|taxă de procesare|ramburs|наложен платеж|такса|hizmet bedeli|phí dịch vụ|biaya layanan|biaya admin|手数料|代引手数料|ギフト包装`,
  other: `betalt|betalning|betaling|maksettu|fizetve|plătit|платено|плаќање|platba|πληρωμή|ödeme|đã thanh toán|thanh toán|pembayaran|獲得ポイント|ポイント`,
};
