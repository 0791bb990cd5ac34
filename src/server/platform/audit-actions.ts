import type { Texts } from '../../shared/languages.ts'

/** One kind of deed. `word` is stable for ever, a heading in docs/audit.md. */
export type AuditAction = { word: string; kind: ActionKind; texts: Texts }

/** Writing changes something; reading shows personal data; entering is about sign-in. */
export type ActionKind = 'writing' | 'reading' | 'entering'

/** What a route leaves in the audit trail: an action, or nothing, and why nothing is enough. */
export type AuditRule = AuditAction | { none: string }

const families: (() => AuditAction[])[] = []

/** The deeds of one noun, such as members/read. */
export class AuditFamily<Verb extends string> {
  readonly #noun: string
  readonly #table: Record<Verb, { kind: ActionKind } & Texts>

  constructor(noun: string, table: Record<Verb, { kind: ActionKind } & Texts>) {
    this.#noun = noun
    this.#table = table
    families.push(() =>
      Object.entries<{ kind: ActionKind } & Texts>(table).map(([verb, entry]) => of(noun, verb, entry)),
    )
  }

  action(verb: Verb): AuditAction {
    return of(this.#noun, verb, this.#table[verb])
  }
}

function of(noun: string, verb: string, { kind, ...texts }: { kind: ActionKind } & Texts): AuditAction {
  return { word: `${noun}/${verb}`, kind, texts }
}

/** Every action that the loaded modules can leave, by word. */
export function allAuditActions(): AuditAction[] {
  return families.flatMap(actions => actions()).sort((a, b) => a.word.localeCompare(b.word, 'en'))
}
