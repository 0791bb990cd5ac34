import type { EntryRow, RecordedRow } from './replay/recorder-store.ts'
import type { Evidence } from './replay/transactions.ts'

// Histories that did not happen. Each changes one thing in what was recorded; examined again, each must be found out.

export type Lie = { name: string; tell: (evidence: Evidence) => Evidence }

export const lies: readonly Lie[] = [
  {
    name: 'an acknowledged answer was lost',
    tell: evidence => ({ ...evidence, recorded: without(evidence.recorded, placeOf(evidence, isAnswered(evidence))) }),
  },
  {
    name: 'a key was executed twice',
    tell: evidence => {
      const place = placeOf(evidence, isAnswered(evidence))
      return { ...evidence, recorded: [...evidence.recorded, ...evidence.recorded.slice(place, place + 1)] }
    },
  },
  {
    name: 'one byte of a repeated answer was another',
    tell: evidence => {
      const place = evidence.asked.findIndex(({ answers }) => answers.length > 1)
      const asked = evidence.asked.map((one, index) =>
        index === place
          ? {
              ...one,
              answers: one.answers.map((answer, time) =>
                time === 1 ? { ...answer, text: `${answer.text} ` } : answer,
              ),
            }
          : one,
      )
      return { ...evidence, asked }
    },
  },
  {
    name: 'a wrong balance was told, and stored as told',
    tell: tellingBalance(({ told }) => told + 1),
  },
  {
    name: 'points were told as usable before they were',
    tell: tellingBalance(({ earned, told }) => (earned > 0 ? told + earned : told)),
  },
  {
    name: 'an offer took one 分 more',
    tell: tellingReceipt(text =>
      text.replace(/"offerDiscountCents":([1-9]\d*)/, (_, cents) => `"offerDiscountCents":${Number(cents) + 1}`),
    ),
  },
  {
    name: 'a member earned beyond the limit of the month',
    tell: tellingReceipt(text =>
      text.replace(/"earned":\{"points":(\d+)\}/, (_, points) => `"earned":{"points":${Number(points) + 1}}`),
    ),
  },
  {
    name: 'an entry moved one point more',
    tell: changingEntry('redeem', entry => ({ ...entry, amount: entry.amount - 1 })),
  },
  {
    name: 'a point came into being between two members',
    tell: changingEntry('transfer-in', entry => ({
      ...entry,
      amount: entry.amount + 1,
      posted_after: entry.posted_after + 1,
      lot_amounts: entry.lot_amounts.map(points => points + 1),
    })),
  },
  {
    name: 'points were drawn from another lot',
    tell: changingEntry('redeem', entry => ({ ...entry, lot_numbers: entry.lot_numbers.map(lot => lot + 1) })),
  },
  {
    name: 'an end of points was dated a microsecond late',
    tell: changingEntry('expire', entry => ({ ...entry, posted_micros: entry.posted_micros + 1 })),
  },
  {
    name: 'a debt was forgotten',
    tell: changingEntry('take-back', entry => ({ ...entry, debt_change: entry.debt_change + 1 })),
  },
  {
    name: 'an entry is missing',
    tell: evidence => ({
      ...evidence,
      entries: without(
        evidence.entries,
        middleOf(evidence.entries, ({ kind }) => kind === 'earn'),
      ),
    }),
  },
  {
    name: 'a hold ended and nobody noted it',
    tell: evidence => ({
      ...evidence,
      recorded: without(
        evidence.recorded,
        placeOf(evidence, ({ what, content }) => what === 'hold' && valueIn(content, 'state') !== 'open'),
      ),
    }),
  },
  {
    name: 'a coupon was used on another receipt as well',
    tell: changingRow(
      'coupon',
      content => ({ ...Object(content), receipt_id: '00000000-0000-7000-8000-000000000000' }),
      content => valueIn(content, 'state') === 'used',
    ),
  },
  {
    name: 'a coupon was used and nobody noted it',
    tell: evidence => ({
      ...evidence,
      recorded: without(
        evidence.recorded,
        placeOf(evidence, ({ what, content }) => what === 'coupon' && valueIn(content, 'state') === 'used'),
      ),
    }),
  },
  {
    name: 'a coupon was given though its limit was reached',
    tell: evidence => {
      const said = ({ content }: RecordedRow, text: string) => bodyIn(content).includes(text)
      const refused = placeOf(evidence, row => row.what === 'answer' && said(row, '"coupons/limit-of-member"'))
      const given = placeOf(evidence, row => row.what === 'answer' && said(row, '"offer":"welcome"'))
      const body = bodyIn(evidence.recorded[given]?.content)
      const key = keyIn(evidence.recorded[refused]?.content)
      const answer = { status: 201, text: body, json: JSON.parse(body) }
      return {
        ...evidence,
        asked: evidence.asked.map(one => (one.key === key ? { ...one, answers: one.answers.map(() => answer) } : one)),
        recorded: evidence.recorded.map((row, index) =>
          index === refused ? { ...row, content: { ...Object(row.content), status: 201, body } } : row,
        ),
      }
    },
  },
  {
    name: 'goods were handed over and nobody noted it',
    tell: evidence => ({
      ...evidence,
      recorded: without(
        evidence.recorded,
        placeOf(evidence, ({ what, content }) => what === 'redemption' && valueIn(content, 'state') === 'handed-over'),
      ),
    }),
  },
  {
    name: 'a redemption that was cancelled was handed over as well',
    tell: changingRow(
      'redemption',
      content => ({ ...Object(content), state: 'handed-over' }),
      content => valueIn(content, 'state') === 'cancelled',
    ),
  },
  {
    name: 'a reward took one point less',
    tell: changingRow('redemption', content => ({
      ...Object(content),
      points: Number(valueIn(content, 'points')) - 1,
    })),
  },
  {
    name: 'stamps ended a day before six days without anything were over',
    tell: changingEntry(
      ({ kind, asset }) => kind === 'expire' && asset === 'stamps',
      entry => ({ ...entry, posted_micros: entry.posted_micros - 86_400_000_000 }),
    ),
  },
  {
    name: 'stamps were kept though nothing had happened',
    tell: evidence => {
      const place = middleOf(evidence.entries, ({ kind, asset }) => kind === 'expire' && asset === 'stamps')
      return { ...evidence, entries: without(evidence.entries, place) }
    },
  },
  {
    name: 'a check-in told of one stamp more',
    tell: telling(text =>
      /"activity":"check-in"/.test(text)
        ? text.replace(/"stamps":(\d+)/, (_, stamps) => `"stamps":${Number(stamps) + 1}`)
        : text,
    ),
  },
  {
    name: 'a member has another level',
    tell: changingRow('level', content => ({ ...Object(content), level: 'diamond' })),
  },
  {
    name: 'two transactions of one member happened in the other order',
    tell: evidence => {
      const first = middleOf(evidence.entries, ({ kind }) => kind === 'earn')
      const one = evidence.entries[first]
      const other = evidence.entries.find(
        entry => entry.member_id === one?.member_id && entry.committed_micros > one.committed_micros,
      )
      if (!one || !other) throw new Error('somebody earned twice')
      const swap = <Row extends { xid: string; committed_micros: number }>(row: Row): Row =>
        row.xid === one.xid
          ? { ...row, committed_micros: other.committed_micros }
          : row.xid === other.xid
            ? { ...row, committed_micros: one.committed_micros }
            : row
      return { ...evidence, recorded: evidence.recorded.map(swap), entries: evidence.entries.map(swap) }
    },
  },
]

function tellingBalance(change: (sale: { earned: number; told: number }) => number): Lie['tell'] {
  return telling(text => {
    const earned = Number(/"kind":"earned"[^{}]*?"points":(\d+)/.exec(text)?.[1] ?? 0)
    return text.replace(
      /"balances":\{"points":(\d+)/,
      (_, told) => `"balances":{"points":${change({ earned, told: Number(told) })}`,
    )
  })
}

/** Of a receipt only: a hold is compared by what is to be paid, so a lie about the rest of it is none. */
function tellingReceipt(changed: (text: string) => string): Lie['tell'] {
  return telling(text => (/"state":"settled"/.test(text) ? changed(text) : text))
}

/** Changes what something was answered with, in the answer and where it is stored. */
function telling(changed: (text: string) => string): Lie['tell'] {
  return evidence => {
    const place = placeOf(
      evidence,
      ({ content }) => changed(bodyIn(content)) !== bodyIn(content) && isAnswered(evidence)({ content }),
    )
    const key = keyIn(evidence.recorded[place]?.content)
    return {
      ...evidence,
      asked: evidence.asked.map(one =>
        one.key === key
          ? { ...one, answers: one.answers.map(answer => ({ ...answer, text: changed(answer.text) })) }
          : one,
      ),
      recorded: evidence.recorded.map((row, index) =>
        index === place ? { ...row, content: { ...Object(row.content), body: changed(bodyIn(row.content)) } } : row,
      ),
    }
  }
}

function isAnswered({ asked }: Evidence): (row: { content: unknown }) => boolean {
  const keys = new Set(
    asked.filter(({ answers }) => answers.some(({ status }) => status === 201)).map(({ key }) => key),
  )
  return ({ content }) => keys.has(keyIn(content))
}

function placeOf({ recorded }: Evidence, isSuch: (row: RecordedRow) => boolean): number {
  return middleOf(recorded, isSuch)
}

/** One from the middle of those that are such: neither the first nor the last may be the only one that is looked at. */
function middleOf<Row>(rows: readonly Row[], isSuch: (row: Row) => boolean): number {
  const places = rows.flatMap((row, index) => (isSuch(row) ? [index] : []))
  const place = places[Math.floor(places.length / 2)]
  if (place === undefined) throw new Error('the run holds nothing to lie about')
  return place
}

const without = <Row>(rows: readonly Row[], place: number): Row[] => rows.filter((_, index) => index !== place)

function changingEntry(
  such: string | ((entry: EntryRow) => boolean),
  change: (entry: EntryRow) => EntryRow,
): Lie['tell'] {
  return evidence => {
    const place = middleOf(evidence.entries, entry => (typeof such === 'string' ? entry.kind === such : such(entry)))
    return { ...evidence, entries: evidence.entries.map((entry, index) => (index === place ? change(entry) : entry)) }
  }
}

function changingRow(
  what: RecordedRow['what'],
  change: (content: unknown) => unknown,
  isSuch: (content: unknown) => boolean = () => true,
): Lie['tell'] {
  return evidence => {
    const place = placeOf(evidence, row => row.what === what && isSuch(row.content))
    return {
      ...evidence,
      recorded: evidence.recorded.map((row, index) =>
        index === place ? { ...row, content: change(row.content) } : row,
      ),
    }
  }
}

const valueIn = (content: unknown, name: string) => new Map(Object.entries(Object(content))).get(name)
const keyIn = (content: unknown) => String(valueIn(content, 'key'))
const bodyIn = (content: unknown) => String(valueIn(content, 'body'))
