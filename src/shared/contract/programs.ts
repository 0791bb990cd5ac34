import Type, { type Static } from 'typebox'
import { closed, InstantText, Nullable, oneOf, TextsBody } from './common.ts'

export const changeStates = ['draft', 'requested', 'released', 'declined', 'withdrawn'] as const

/** The version by which a till decided while it was offline. */
export const NamedVersion = closed(
  { program: Type.String({ maxLength: 63 }), version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) },
  { description: 'The version that the till showed prices by while it was offline' },
)

const Document = Type.String({ minLength: 1, maxLength: 500_000 })
const StoreCodes = Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { minItems: 1, maxItems: 10_000 })

export const ProgramList = closed(
  {
    programs: Type.Array(
      closed({
        code: Type.String(),
        name: TextsBody,
        version: Type.Integer({ description: 'In force now; of a program that has not begun, the newest' }),
        brandCode: Type.String(),
        storeCodes: Nullable(Type.Array(Type.String())),
        inForceFrom: Nullable(InstantText),
        publishedBy: Type.String(),
        isTried: Type.Boolean({ description: 'Some stores have another version in force' }),
        scheduled: Type.Integer({ description: 'Releases that have not begun' }),
        waiting: Type.Integer({ description: 'Changes that wait for approval' }),
      }),
    ),
  },
  { $id: 'ProgramList' },
)

const Summary = Type.Array(closed({ heading: TextsBody, sentences: Type.Array(TextsBody) }))

export const ReleaseAnswer = closed(
  {
    number: Type.Integer(),
    version: Type.Integer(),
    kind: oneOf(['full', 'canary', 'rollback', 'cancel']),
    state: oneOf(['scheduled', 'live', 'over', 'cancelled', 'cancel'], {
      description: 'live: in force in some store; over: others took its place everywhere',
    }),
    storeCodes: Nullable(Type.Array(Type.String())),
    inForceFrom: InstantText,
    cancels: Nullable(Type.Integer()),
    releasedAt: InstantText,
    releasedBy: Type.String(),
    approvedBy: Nullable(Type.String()),
    isApprovedAlone: Type.Boolean({ description: 'Nobody else could have approved it' }),
    changeId: Nullable(Type.String()),
    note: Nullable(Type.String()),
  },
  { $id: 'Release' },
)

export const ProgramAnswer = closed(
  {
    code: Type.String(),
    name: TextsBody,
    version: Type.Integer({ description: 'In force now; of a program that has not begun, the newest' }),
    document: Type.String({ description: 'The YAML as published, comments included' }),
    summary: Summary,
    lastRelease: Type.Integer({ description: 'What a change that is written now is based on' }),
    inForce: Type.Array(
      closed({ storeCode: Type.String(), storeName: Type.String(), version: Nullable(Type.Integer()) }),
    ),
    versions: Type.Array(
      closed({
        version: Type.Integer(),
        inForceFrom: Nullable(InstantText),
        inForceTo: Nullable(InstantText),
        publishedBy: Type.String(),
        publishedAt: InstantText,
        note: Nullable(Type.String()),
      }),
    ),
    releases: Type.Array(Type.Ref('Release')),
  },
  { $id: 'Program' },
)
export type ProgramAnswer = Static<typeof ProgramAnswer>

export const VersionAnswer = closed(
  { code: Type.String(), version: Type.Integer(), document: Type.String(), summary: Summary },
  { $id: 'ProgramVersion' },
)

export const PublishBody = closed(
  {
    document: Document,
    inForceFrom: Type.Optional(InstantText),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { $id: 'PublishProgram' },
)

export const PublishedAnswer = closed(
  { code: Type.String(), version: Type.Integer(), inForceFrom: InstantText },
  { $id: 'PublishedProgram' },
)

export const LintAnswer = closed(
  {
    findings: Type.Array(
      closed({
        severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
        code: Type.String(),
        line: Type.Integer(),
        column: Type.Integer(),
        texts: TextsBody,
      }),
    ),
  },
  { $id: 'Lint' },
)

const differences = {
  isSameText: Type.Boolean(),
  differences: Type.Array(closed({ kind: oneOf(['added', 'removed', 'changed', 'order']), texts: TextsBody })),
}

export const DiffQuery = closed({ from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) })

export const DiffBody = closed(
  {
    document: Document,
    storeCode: Type.Optional(Type.String({ maxLength: 64 })),
    inForceFrom: Type.Optional(InstantText),
  },
  { $id: 'DiffProgram', description: 'Compared with what is in force in a store, or at large, at an instant' },
)

export const DiffAnswer = closed(
  {
    code: Nullable(Type.String()),
    fromVersion: Nullable(Type.Integer()),
    toVersion: Nullable(Type.Integer()),
    ...differences,
  },
  { $id: 'ProgramDiff', description: 'Without a version to compare with, or with errors, nothing can be said' },
)

export const RollBackBody = closed(
  {
    version: Type.Integer({ minimum: 1 }),
    storeCodes: Type.Optional(StoreCodes),
    why: Type.String({ maxLength: 500 }),
  },
  { $id: 'RollBack' },
)

export const CancelReleaseBody = closed({ why: Type.String({ maxLength: 500 }) }, { $id: 'CancelRelease' })

const writing = {
  document: Document,
  inForceFrom: Type.Optional(InstantText),
  storeCodes: Type.Optional(StoreCodes),
  why: Type.String({ maxLength: 500 }),
  baseRelease: Type.Integer({
    minimum: 0,
    maximum: 2_147_483_647,
    description: 'The last release of the program that the author has seen',
  }),
  ask: Type.Boolean({ description: 'Put it before another person; otherwise it stays a draft' }),
}

export const WriteChangeBody = closed(
  { programCode: Type.String({ minLength: 1, maxLength: 63 }), ...writing },
  { $id: 'WriteChange' },
)
export const EditChangeBody = closed(writing, { $id: 'EditChange' })

export const DecideChangeBody = closed(
  {
    isApproved: Type.Boolean(),
    documentHash: Type.Optional(Type.String({ maxLength: 64, description: 'Of the document that was looked at' })),
    reason: Type.Optional(Type.String({ maxLength: 500, description: 'Why it is declined' })),
  },
  { $id: 'DecideChange' },
)

const change = {
  changeId: Type.String(),
  programCode: Type.String(),
  state: oneOf(changeStates),
  documentHash: Type.String({ description: 'SHA-256' }),
  inForceFrom: Nullable(InstantText),
  storeCodes: Nullable(Type.Array(Type.String())),
  why: Type.String(),
  baseRelease: Type.Integer(),
  isStale: Type.Boolean({ description: 'The program was released again after it was written' }),
  isMine: Type.Boolean(),
  askedBy: Type.String(),
  createdAt: InstantText,
  askedAt: Nullable(InstantText),
  decidedBy: Nullable(Type.String()),
  decidedAt: Nullable(InstantText),
  declineReason: Nullable(Type.String()),
  isApprovedAlone: Type.Boolean(),
  releaseNumber: Nullable(Type.Integer()),
}

export const ChangeQuery = closed({
  programCode: Type.Optional(Type.String({ maxLength: 63 })),
  state: Type.Optional(oneOf(changeStates)),
})

export const ChangeList = closed({ changes: Type.Array(closed(change)) }, { $id: 'ChangeList' })

export const ChangeAnswer = closed(
  { ...change, document: Type.String(), fromVersion: Nullable(Type.Integer()), ...differences },
  { $id: 'Change', description: 'With what differs from the version that would otherwise be in force' },
)
