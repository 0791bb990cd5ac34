import { useEffect, useRef, useState } from 'react'
import { nameOfGoods } from '../api/catalog.ts'
import { moneyText } from '../ui/formats.ts'
import type { Goods } from './basket.ts'
import { isLikeBarcode, unitPriceOf } from './unit-price.ts'
import type { WaitingGoods } from './waiting-goods.ts'

export type Draft = { sku: string; name: string; price: string; quantity: string }
export type GoodsField = keyof Draft

const blank: Draft = { sku: '', name: '', price: '', quantity: '1' }

/** What a typed draft amounts to: goods with pieces, or the field that has to be seen to. */
export function readDraft(
  draft: Draft,
): { goods: Goods; pieces: number; field?: undefined } | { field: GoodsField; goods?: undefined } {
  const sku = draft.sku.trim()
  const unitPriceCents = unitPriceOf(draft.price)
  const pieces = piecesOf(draft.quantity)
  if (sku === '') return { field: 'sku' }
  if (isLikeBarcode(draft.name)) return { field: 'name' }
  if (unitPriceCents === null) return { field: 'price' }
  if (pieces === null) return { field: 'quantity' }
  return { goods: { sku, name: draft.name.trim(), unitPriceCents }, pieces }
}

export function piecesOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  return /^[1-9]\d{0,3}$/.test(plain) ? Number(plain) : null
}

/** What is done about goods that wait for their price. */
export type Waiting = {
  waitForPrice: (sku: string) => void
  putSkuRight: (skus: { from: string; to: string }) => void
  waitNoMore: (sku: string) => void
}

type GoodsEntryOptions = {
  waiting: WaitingGoods
  on: Waiting
  focus: (field: GoodsField) => void
  isAt: (field: GoodsField) => boolean
  /** What this device knows of a SKU. */
  known: (sku: string) => Goods | undefined
  onAdd: (goods: Goods, pieces: number) => void
}

/** Scan and it is in the basket, if this device sold it before; else Enter leads from field to field. */
export function useGoodsEntry({ waiting, on, focus, isAt, known: knownGoods, onAdd }: GoodsEntryOptions) {
  const [draft, setDraft] = useState<Draft>(blank)
  const [inForm] = waiting
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })
  const [unclear, setUnclear] = useState<GoodsField | null>(null)
  const put = (goods: Goods, pieces: number) => {
    onAdd(goods, pieces)
    if (inForm) on.waitNoMore(inForm.sku)
    setDraft(blank)
    setUnclear(null)
    focus('sku')
  }
  /** Goods that only the catalogue knows: their name is filled in, unless the cashier has begun to type one. */
  const askCatalogue = (sku: string) => {
    const fill = (found: string | null) => {
      if (!found || latest.current.sku.trim() !== sku || latest.current.name !== '') return
      setDraft(now => ({ ...now, name: found }))
      if (isAt('name')) focus('price')
    }
    // Without an answer the cashier types the name, as for goods that nobody knows.
    nameOfGoods(sku).then(fill, () => undefined)
  }
  const lead = (sku: string, name: string) => {
    focus(name === '' ? 'name' : 'price')
    askCatalogue(sku)
  }
  const latestLead = useRef(lead)
  useEffect(() => {
    latestLead.current = lead
  })
  const scan = () => {
    const sku = draft.sku.trim()
    if (sku === '') return inForm && on.waitNoMore(inForm.sku)
    const known = draft.price === '' ? knownGoods(sku) : undefined
    if (known) return put(known, piecesOf(draft.quantity) ?? 1)
    if (!inForm) on.waitForPrice(sku)
    else if (inForm.sku !== sku) on.putSkuRight({ from: inForm.sku, to: sku })
    lead(sku, draft.name)
  }
  const shown = useRef(inForm)
  // The next goods come into the form when those before have their price; scanned again, they are a piece more.
  useEffect(() => {
    const before = shown.current
    shown.current = inForm
    if (!inForm) {
      if (before && latest.current.sku.trim() === before.sku) setDraft(blank)
      return
    }
    const { sku, pieces } = inForm
    const isThere = latest.current.sku.trim() === sku
    if (isThere && before?.sku === sku && pieces > before.pieces)
      setDraft(now => ({ ...now, quantity: String((piecesOf(now.quantity) ?? 0) + pieces - before.pieces) }))
    if (isThere) return
    setDraft({ ...blank, sku, quantity: String(pieces) })
    setUnclear(null)
    latestLead.current(sku, '')
  }, [inForm])
  const leaveName = () => {
    const isOdd = isLikeBarcode(draft.name)
    setUnclear(isOdd ? 'name' : null)
    focus(isOdd ? 'name' : 'price')
  }
  const add = () => {
    const { goods, pieces, field } = { pieces: 0, ...readDraft(draft) }
    if (goods) return put(goods, pieces)
    setUnclear(field === 'sku' ? null : field)
    focus(field)
  }
  /** Leaving the SKU field shows what this device knows about it, open to change. */
  const fillIn = () => {
    const known = draft.price === '' ? knownGoods(draft.sku.trim()) : undefined
    if (known)
      setDraft(now => ({
        ...now,
        name: now.name || known.name,
        price: moneyText(known.unitPriceCents, '').replaceAll(',', ''),
      }))
  }
  const change = (part: Partial<Draft>) => {
    setUnclear(null)
    setDraft(now => ({ ...now, ...part }))
  }
  return { draft, unclear, change, scan, leaveName, add, fillIn }
}
