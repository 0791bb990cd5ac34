import { type Day, dayOf, isDay } from '../../../shared/calendar.ts'
import type { PutGoodsBody } from '../../../shared/contract/catalog.ts'
import type { GoodsItem } from '../../api/answers.ts'
import { centsOf } from '../../ui/formats.ts'
import { instantAt, timeAt } from '../programs/instant-at.ts'

export const goodsFields = ['sku', 'name', 'class', 'brand', 'kind', 'unit', 'cost', 'day', 'time'] as const
/** Goods as somebody types them. */
export type GoodsValues = Record<(typeof goodsFields)[number], string>
type Entry = Required<Omit<PutGoodsBody, 'replaces'>> & { sku: string }

export const noValues: GoodsValues = {
  sku: '',
  name: '',
  class: '',
  brand: '',
  kind: 'goods',
  unit: 'piece',
  cost: '',
  day: '',
  time: '',
}

export function valuesOf(goods: GoodsItem, zone: string): GoodsValues {
  const { sku, name, brand, kind, unit, costCents = null } = goods
  const launch = goods.onSaleAt === null ? null : new Date(goods.onSaleAt)
  return {
    sku,
    name,
    class: goods.class ?? '',
    brand: brand ?? '',
    kind,
    unit,
    cost: costCents === null ? '' : (costCents / 100).toFixed(2),
    day: launch ? dayOf(launch, zone) : '',
    time: launch ? timeAt(launch, zone) : '',
  }
}

type Asked = { before: GoodsItem | null; zone: string }

/** The entry that was typed, or what cannot be read. A sale start that nobody touched keeps its very second. */
export function entryOf(values: GoodsValues, { before, zone }: Asked): Entry | 'wrongCost' | 'wrongTime' {
  const costCents = values.cost === '' ? null : centsOf(values.cost)
  if (values.cost !== '' && costCents === null) return 'wrongCost'
  const old = before ? valuesOf(before, zone) : noValues
  const isUntouched = old.day === values.day && old.time === values.time
  const onSaleAt = isUntouched ? (before?.onSaleAt ?? null) : launchOf(values, zone)
  if (onSaleAt === 'wrongTime') return onSaleAt
  return {
    sku: before?.sku ?? values.sku,
    name: values.name,
    class: values.class || null,
    brand: values.brand || null,
    kind: wordOf(kinds, values.kind),
    unit: wordOf(units, values.unit),
    costCents,
    onSaleAt,
  }
}

const kinds = ['goods', 'service', 'shipping', 'tip', 'gift-card', 'deposit'] as const
const units = ['piece', 'gram'] as const
const wordOf = <Word extends string>(words: readonly [Word, ...Word[]], word: string): Word =>
  words.find(one => one === word) ?? words[0]

/** What somebody else changed while the form was open. */
export function changesOf(read: GoodsItem, now: GoodsItem, zone: string): GoodsChange[] {
  const [before, after] = [valuesOf(read, zone), valuesOf(now, zone)]
  return goodsFields.flatMap(field =>
    before[field] === after[field] ? [] : [{ field, before: before[field], after: after[field] }],
  )
}

export type GoodsChange = { field: keyof GoodsValues; before: string; after: string }

/** Midnight, where a day is given without a time. */
function launchOf({ day, time }: Pick<GoodsValues, 'day' | 'time'>, zone: string): string | null | 'wrongTime' {
  if (day === '') return time === '' ? null : 'wrongTime'
  const launch = isDay(day) ? instantAt(day satisfies Day, time === '' ? '00:00' : time, zone) : null
  return launch ? launch.toISOString() : 'wrongTime'
}

export type Danger = {
  what: 'unit' | 'kind' | 'class' | 'brand' | 'cost' | 'stopped' | 'opened' | 'moved'
  before: string
  after: string
}

/** What a change does to sales, so that it is asked about. What is new or was in no catalogue endangers nothing. */
export function dangersOf(before: GoodsItem | null, entry: Entry, now: Date): Danger[] {
  if (!before?.isListed) return []
  const dangers: Danger[] = []
  for (const what of ['unit', 'kind', 'class', 'brand'] as const)
    if (before[what] !== entry[what]) dangers.push({ what, before: before[what] ?? '', after: entry[what] ?? '' })
  if (typeof before.costCents === 'number' && entry.costCents === null)
    dangers.push({ what: 'cost', before: '', after: '' })
  const launch = launchDanger(before.onSaleAt, entry.onSaleAt, now)
  return launch ? [...dangers, launch] : dangers
}

function launchDanger(before: string | null, after: string | null, now: Date): Danger | null {
  const waits = (at: string | null) => at !== null && now < new Date(at)
  const told = { before: before ?? '', after: after ?? '' }
  if (before === after) return null
  if (waits(after)) return { what: waits(before) ? 'moved' : 'stopped', ...told }
  return waits(before) ? { what: 'opened', ...told } : null
}
