import { reasonSentence } from '../../program/index.ts'
import type { DiaryLine } from '../../shared/contract/sandbox.ts'
import { fill, type Language, type Texts } from '../../shared/languages.ts'
import { type Assets, assetDirectory } from '../modules/ledger/index.ts'
import { loadMembers } from '../modules/members/index.ts'
import type { ProgramBook } from '../modules/programs/index.ts'
import type { Context } from '../platform/context.ts'
import { findLines, type StoredLine } from './clock-store.ts'
import { diaryTexts } from './diary-texts.ts'

export type Showing = { context: Context; programs: ProgramBook; assets: Assets; language: Language }

type Names = {
  member: (memberId: number) => { memberNumber: string; name: string }
  asset: (assetId: number) => string
  program: (programCode: string) => string
  level: (programCode: string, level: string) => string
}

/** A page of the diary, newest first, in sentences. */
export async function showDiary(
  showing: Showing,
  { before, max }: { before: number | null; max: number },
): Promise<DiaryLine[]> {
  const { db } = showing.context
  const lines = await findLines(db, { before, max })
  const names = await namesFor(showing, lines)
  return lines.map(line => shown(line, names, showing.language))
}

async function namesFor(
  { context, programs, assets, language }: Showing,
  lines: readonly StoredLine[],
): Promise<Names> {
  const memberIds = lines.flatMap(({ facts }) => ('memberId' in facts ? [facts.memberId] : []))
  const [members, directory] = await Promise.all([
    loadMembers(context.db, [...new Set(memberIds)]),
    assetDirectory(context.db, { programs, assets }),
  ])
  const newest = (code: string) => programs.all().findLast(version => version.programCode === code)?.program
  const inLanguage = (texts: Texts | undefined, code: string) => texts?.[language] ?? code
  return {
    member: memberId => members.get(memberId) ?? { memberNumber: '', name: String(memberId) },
    asset: assetId => inLanguage(directory.byId(assetId)?.name, String(assetId)),
    program: code => inLanguage(newest(code)?.name, code),
    level: (code, level) =>
      inLanguage(
        newest(code)
          ?.tracks.flatMap(({ ladder }) => ladder)
          .find(candidate => candidate.level === level)?.name,
        level,
      ),
  }
}

function shown({ lineNumber, day, facts }: StoredLine, names: Names, language: Language): DiaryLine {
  const member = 'memberId' in facts ? names.member(facts.memberId) : null
  const reasons = 'reasons' in facts ? facts.reasons : []
  const { key, values } = wording(facts, names)
  const sentence = fill(diaryTexts[key][language], { ...values, name: member?.name ?? '' })
  return {
    lineNumber,
    day,
    kind: facts.kind,
    memberNumber: member?.memberNumber ?? null,
    sentence,
    reasons: reasons.map(reason => reasonSentence(reason, language)),
  }
}

type Wording = { key: keyof typeof diaryTexts; values: Record<string, string | number> }

function wording(facts: StoredLine['facts'], names: Names): Wording {
  switch (facts.kind) {
    case 'released':
      return { key: 'released', values: { program: names.program(facts.programCode), version: facts.version } }
    case 'birthday':
      return { key: 'birthday', values: {} }
    case 'entry': {
      const { amount, balance, entry } = facts
      const values = { amount: Math.abs(amount), balance, asset: names.asset(facts.assetId) }
      return { key: entry === 'expire' ? 'expired' : amount >= 0 ? 'added' : 'taken', values }
    }
    case 'reviewed': {
      const level = names.level(facts.programCode, facts.level)
      const next = facts.nextReviewOn ?? ''
      if (facts.from !== null)
        return { key: 'moved', values: { from: names.level(facts.programCode, facts.from), level } }
      return next ? { key: 'keptUntil', values: { level, next } } : { key: 'kept', values: { level } }
    }
  }
}
