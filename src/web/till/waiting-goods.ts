/** Goods that were scanned and have no price yet, in the order of the scans; the first is in the form. */
export type WaitingGoods = readonly { sku: string; pieces: number }[]

/** The same goods scanned again are one piece more. */
export function withScan(waiting: WaitingGoods, sku: string): WaitingGoods {
  if (!waiting.some(one => one.sku === sku)) return [...waiting, { sku, pieces: 1 }]
  return waiting.map(one => (one.sku === sku ? { ...one, pieces: one.pieces + 1 } : one))
}

export function withoutScan(waiting: WaitingGoods, sku: string): WaitingGoods {
  return waiting.filter(one => one.sku !== sku)
}

/** A number typed wrong is put right where it stands; goods that wait already are not there twice. */
export function withOtherSku(waiting: WaitingGoods, { from, to }: { from: string; to: string }): WaitingGoods {
  return withoutScan(waiting, to).map(one => (one.sku === from ? { ...one, sku: to } : one))
}
