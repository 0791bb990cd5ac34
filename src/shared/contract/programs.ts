import Type, { type Static } from 'typebox'
import { closed, InstantText, Nullable, TextsBody } from './common.ts'

export const ProgramList = closed(
  {
    programs: Type.Array(
      closed({
        code: Type.String(),
        name: TextsBody,
        version: Type.Integer(),
        brandCode: Type.String(),
        storeCodes: Nullable(Type.Array(Type.String())),
        inForceFrom: InstantText,
        publishedBy: Type.String(),
      }),
    ),
  },
  { $id: 'ProgramList' },
)

export const ProgramAnswer = closed(
  {
    code: Type.String(),
    name: TextsBody,
    version: Type.Integer(),
    document: Type.String({ description: 'The YAML as published, comments included' }),
    summary: Type.Array(closed({ heading: TextsBody, sentences: Type.Array(TextsBody) })),
    versions: Type.Array(
      closed({
        version: Type.Integer(),
        inForceFrom: InstantText,
        inForceTo: Nullable(InstantText),
        publishedBy: Type.String(),
        publishedAt: InstantText,
        note: Nullable(Type.String()),
      }),
    ),
  },
  { $id: 'Program' },
)
export type ProgramAnswer = Static<typeof ProgramAnswer>

export const PublishBody = closed(
  {
    document: Type.String({ minLength: 1, maxLength: 500_000 }),
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
