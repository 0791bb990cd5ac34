import Type from 'typebox'
import { closed, DayText, InstantText, Nullable, oneOf, TextsBody } from './common.ts'
import { Gift } from './effects.ts'

export const UseBenefitBody = closed(
  {
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    storeCode: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    costCents: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 10_000_000_000, description: 'What it cost, in 分; of goods: their cost.' }),
    ),
  },
  { $id: 'UseBenefit' },
)

export const UndoUseBody = closed(
  { reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
  { $id: 'UndoUse' },
)

const useFacts = {
  useId: Type.String(),
  benefit: Type.String(),
  name: TextsBody,
  period: Nullable(Type.String({ description: 'The calendar year or month that it counts in.' })),
  usedAt: InstantText,
  storeCode: Nullable(Type.String()),
  note: Nullable(Type.String()),
  costCents: Type.Optional(
    Nullable(
      Type.Integer({ description: 'In 分; null: not known. Left out without the permission catalog.read-cost' }),
    ),
  ),
  undoneAt: Nullable(InstantText),
  undoReason: Nullable(Type.String()),
}

export const BenefitUseAnswer = closed(useFacts, { $id: 'BenefitUse' })

export const MemberBenefits = closed(
  {
    benefits: Type.Array(
      closed({
        benefit: Type.String(),
        name: TextsBody,
        kind: oneOf(['issued', 'counted', 'early', 'words']),
        isHeld: Type.Boolean(),
        isUsable: Type.Boolean({ description: 'Whether a use can be recorded now.' }),
        gives: Nullable(Gift),
        amount: Nullable(Type.Integer({ description: 'How often in the running year or month.' })),
        left: Nullable(Type.Integer()),
        period: Nullable(Type.String()),
        earlyDays: Nullable(Type.Integer()),
        usableThrough: Nullable(DayText),
      }),
    ),
    issues: Type.Array(
      closed({
        issueId: Type.String(),
        benefit: Type.String(),
        name: TextsBody,
        period: Type.String(),
        state: oneOf(['to-use', 'given', 'used', 'not-issued']),
        gives: Gift,
        usableFrom: DayText,
        usableThrough: Nullable(DayText),
        issuedAt: InstantText,
        whyNot: Nullable(Type.String({ description: 'Why it could not be issued.' })),
      }),
      { description: 'The newest 100.' },
    ),
    uses: Type.Array(closed(useFacts), { description: 'The newest 100.' }),
  },
  { $id: 'MemberBenefits' },
)

export const BenefitReportQuery = closed({ from: DayText, to: DayText })

export const BenefitReport = closed(
  {
    benefits: Type.Array(
      closed({
        program: Type.String(),
        benefit: Type.String(),
        name: TextsBody,
        issued: Type.Integer(),
        notIssued: Type.Integer(),
        used: Type.Integer(),
        costCents: Type.Optional(
          Type.Integer({ description: 'In 分. Left out without the permission catalog.read-cost' }),
        ),
        withoutCost: Type.Optional(
          Type.Integer({ description: 'Given or used without a known cost. Left out as costCents is' }),
        ),
      }),
    ),
  },
  { $id: 'BenefitReport' },
)
