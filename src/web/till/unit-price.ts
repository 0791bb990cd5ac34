/** ¥100,000: nothing on a shelf costs more, but a scanned barcode does. */
const unitPriceMax = 10_000_000

/** Four digits at most without a point, or grouped thousands, or 分 written out: barcodes are none of these. */
const forms = [/^\d{1,4}\.?$/, /^\d{1,6}\.\d{1,2}$/, /^\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?$/]

/** Reads a unit price in 分; null for what is more likely a scan or a slip than a price. */
export function unitPriceOf(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s¥$]/g, '')
  if (!forms.some(form => form.test(plain))) return null
  const [whole = '', rest = ''] = plain.replaceAll(',', '').split('.')
  const cents = Number(whole) * 100 + Number(rest.padEnd(2, '0'))
  return cents <= unitPriceMax ? cents : null
}

/** A name of nothing but digits is a scan that went into the wrong field. */
export function isLikeBarcode(text: string): boolean {
  return /^\d{6,}$/.test(text.normalize('NFKC').trim())
}
