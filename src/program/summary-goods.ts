import type { Texts } from '../shared/languages.ts'
import type { CompiledProgram } from './compiled.ts'
import { inLanguages } from './summary-words.ts'

/** What the shop calls goods; null where it does not know them. A program knows numbers alone. */
export type GoodsNames = (sku: string) => string | null

export const noGoodsNames: GoodsNames = () => null

/** Goods by name, with the number that a till scans; without a name, as the number that it is. */
export function goodsText(sku: string, names: GoodsNames): Texts {
  const name = names(sku)
  return name === null
    ? inLanguages(`货号 ${sku}`, `貨號 ${sku}`, `goods ${sku}`)
    : inLanguages(`${name}（${sku}）`, `${name}（${sku}）`, `${name} (${sku})`)
}

/** The goods that the summary of a program names, each once. */
export function goodsNamedIn({ rewards, benefits, offers }: CompiledProgram): string[] {
  const given = [
    ...rewards.map(({ gives }) => gives),
    ...benefits.flatMap(({ content }) => (content.kind === 'issued' ? [content.gives] : [])),
  ].flatMap(gives => (gives.kind === 'goods' ? [gives.sku] : []))
  const reduced = offers.flatMap(({ gives }) => {
    if (gives.kind === 'prices') return [...gives.cents.keys()]
    return gives.kind === 'gift' || gives.kind === 'exchange' ? [gives.sku] : []
  })
  return [...new Set([...given, ...reduced])].sort()
}
