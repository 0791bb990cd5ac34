import { askedBy } from './compare-conditions.ts'
import { compileCondition } from './conditions.ts'
import type { Condition, OfferBlock } from './document.ts'
import type { Finding, Path } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { readMoney } from './scalars.ts'

type Sum = { text: string | number; cents: number }
type Placed = Sum & { path: Path }

/** Sums from which on an offer takes something off, against those that its own condition asks for. */
export function checkSums({ document, at }: ParsedProgram): Finding[] {
  const offers = document.offers ?? []
  return offers.flatMap((offer, index) => {
    const [below] = sumsAsked(offer.when, 'basket-below')
    const steps = sumsOf(offer.steps).map(sum => ({ ...sum, path: ['steps', `${sum.text}`] }))
    const every = readMoney(offer.every)
    const sums: Placed[] = [
      ...steps,
      ...(offer.every === undefined || every === undefined
        ? []
        : [{ text: offer.every, cents: every, path: ['every'] }]),
    ]
    const tooHigh = sums
      .filter(({ cents }) => below && cents >= below.cents)
      .map(({ text, path }) =>
        at(['offers', index, ...path], 'step-too-high', { step: text, below: below?.text }, 'warning'),
      )
    const passed = isOfWholeReceipt(offer, offers) ? passedSteps(offer, steps) : []
    const tooLow = passed.map(({ text, path, from, next }) =>
      at(['offers', index, ...path], 'step-too-low', { step: text, from: from.text, next: next.text }, 'warning'),
    )
    return [...tooHigh, ...tooLow]
  })
}

/** Steps below another one that every receipt reaches for which the offer holds at all. */
function passedSteps({ when }: OfferBlock, steps: readonly Placed[]): (Placed & { from: Sum; next: Sum })[] {
  const from = sumsAsked(when, 'basket-from').at(-1)
  if (!from) return []
  const next = steps.findLast(({ cents }) => cents <= from.cents)
  return steps.flatMap(step => (next && step.cents < next.cents ? [{ ...step, from, next }] : []))
}

/** Whether the sum of the steps is that of the condition: of all goods, before anything else is taken off. */
function isOfWholeReceipt(offer: OfferBlock, offers: readonly OfferBlock[]): boolean {
  if (compileCondition(offer.when).isAboutLines) return false
  return offers.every(
    other =>
      other === offer ||
      other.off !== undefined ||
      other.free !== undefined ||
      (offer.group !== undefined && offer.group === other.group) ||
      [offer, other].some(({ stacks }) => stacks === 'alone'),
  )
}

/** From the lowest to the highest. */
function sumsOf(steps: OfferBlock['steps']): Sum[] {
  return inOrder(Object.keys(steps ?? {}))
}

function sumsAsked(when: Condition | undefined, word: 'basket-from' | 'basket-below'): Sum[] {
  return inOrder(askedBy(when ?? {}).flatMap(({ words }) => words[word] ?? []))
}

function inOrder(texts: readonly (string | number)[]): Sum[] {
  return texts
    .flatMap(text => {
      const cents = readMoney(text)
      return cents === undefined ? [] : [{ text, cents }]
    })
    .toSorted((a, b) => a.cents - b.cents)
}
