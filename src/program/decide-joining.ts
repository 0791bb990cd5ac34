import type { Day } from '../shared/calendar.ts'
import type { SaleChannel } from '../shared/channels.ts'
import { channelsText } from './channel-texts.ts'
import type { CompiledWay } from './compiled-benefits.ts'
import { type Refusal, refuse } from './refusals.ts'

/** What a receipt says that somebody joins with: what was paid in all, and for each SKU, less what came back. */
export type JoiningReceipt = { paidCents: number; paidOfSku: Readonly<Record<string, number>> }

/** When and where somebody joins. */
export type JoiningMoment = { on: Day; channel: SaleChannel }

/** Whether a way can be taken on a day, through a channel. */
export function isOpen(way: CompiledWay, { on, channel }: JoiningMoment): boolean {
  return isOpenOn(way, on) && isThrough(way, channel)
}

function isOpenOn({ from, through }: CompiledWay, on: Day): boolean {
  return (from === null || from <= on) && (through === null || on <= through)
}

function isThrough({ channels }: CompiledWay, channel: SaleChannel): boolean {
  return channels === null || channels.includes(channel)
}

function isFree(way: CompiledWay): boolean {
  return !needsReceipt(way) && !way.needsApproval
}

/** A fee is paid on a receipt. */
export function needsReceipt({ receiptFromCents, fee }: CompiledWay): boolean {
  return receiptFromCents !== null || fee !== null
}

/** The way that somebody takes who names none: the only one, or the first that is free and open. */
export function usualWay(ways: readonly CompiledWay[], moment: JoiningMoment): CompiledWay | undefined {
  return ways.length === 1 ? ways[0] : ways.find(way => isFree(way) && isOpen(way, moment))
}

/** Whether somebody may join on a day, through a channel. @returns the way taken, null where the program asks nothing */
export function decideJoining(
  ways: readonly CompiledWay[],
  { way: named, receipt, ...moment }: JoiningMoment & { way: string | null; receipt: JoiningReceipt | null },
): CompiledWay | null | Refusal {
  if (ways.length === 0) return named === null ? null : refuse('joining-unknown-way', { way: named, known: '–' })
  const way = named === null ? usualWay(ways, moment) : ways.find(candidate => candidate.way === named)
  if (way) return refusalFor(way, { ...moment, receipt }) ?? way
  return named === null
    ? noUsualWay(ways, moment.channel)
    : refuse('joining-unknown-way', { way: named, known: listed(ways) })
}

function listed(ways: readonly CompiledWay[]): string {
  return ways.map(({ way }) => way).join(', ')
}

/** Only ways that whoever asks could take are offered. */
function noUsualWay(ways: readonly CompiledWay[], channel: SaleChannel): Refusal {
  const through = ways.filter(way => isThrough(way, channel))
  if (through.length > 0) return refuse('joining-way-missing', { known: listed(through) })
  const channels = channelsText([...new Set(ways.flatMap(way => way.channels ?? []))])
  return refuse('joining-elsewhere', { channels, channel: channelsText([channel]) })
}

function refusalFor(
  way: CompiledWay,
  { on, channel, receipt }: JoiningMoment & { receipt: JoiningReceipt | null },
): Refusal | null {
  const { name, from, through, channels, receiptFromCents, fee } = way
  if (!isThrough(way, channel))
    return refuse('joining-other-channel', {
      name,
      channels: channelsText(channels ?? []),
      channel: channelsText([channel]),
    })
  if (!isOpenOn(way, on)) return refuse('joining-closed', { name, from: from ?? '…', through: through ?? '…' })
  if (!needsReceipt(way)) return null
  if (!receipt) return refuse('joining-needs-receipt', { name })
  if (receiptFromCents !== null && receipt.paidCents < receiptFromCents)
    return refuse('joining-receipt-too-small', { name, paidCents: receipt.paidCents, needCents: receiptFromCents })
  if (fee && (receipt.paidOfSku[fee.sku] ?? 0) < fee.cents)
    return refuse('joining-fee-missing', { name, feeCents: fee.cents, sku: fee.sku })
  return null
}
