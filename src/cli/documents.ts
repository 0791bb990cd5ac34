import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
// Loading the application loads every module, and with them all errors and events that there are.
import '../server/app.ts'
// Back-ups and imports have no routes, but errors.
import '../server/backups/index.ts'
import '../server/modules/imports/index.ts'
import { allAuditActions } from '../server/platform/audit-actions.ts'
import { settings } from '../server/platform/config.ts'
import { allErrors, statusOf } from '../server/platform/errors.ts'
import { allEventKinds } from '../server/platform/events.ts'
import { inPlural } from '../shared/languages.ts'
import { projectFolder } from './database-server.ts'
import { programReference } from './program-reference.ts'
import { programTable } from './program-table.ts'

/** The documents that are made from the code, by their path. */
export function documents(): Map<string, string> {
  return new Map([
    ['docs/errors.md', errorsDocument()],
    ['docs/configuration.md', configurationDocument()],
    ['docs/events.md', eventsDocument()],
    ['docs/audit.md', auditDocument()],
    ['docs/program-reference.md', programReference()],
    ['programs/README.md', programTable()],
  ])
}

/** `regulars documents`: writes them anew. */
export async function run(): Promise<number> {
  for (const [path, text] of documents()) await writeFile(join(projectFolder, path), text)
  return 0
}

const made = '<!-- Made from the code by `npm run regulars -- documents`. -->'

function errorsDocument(): string {
  const sections = allErrors().map(({ code, failure, kept, texts }) =>
    [
      `### ${code}`,
      '',
      `HTTP ${statusOf[failure]} · ${failure}${kept === null ? '' : ' · kept'}`,
      '',
      `- ${texts['zh-CN']}`,
      `- ${texts['zh-TW']}`,
      `- ${inPlural(texts.en)}`,
    ].join('\n'),
  )
  return [
    '# Errors 错误代码',
    made,
    'Every refusal is a problem document (RFC 9457): `code` is stable for ever, `title` is one of these sentences in the',
    'language of `Accept-Language`, `details` carries the values in braces. Bugs answer 500 with a number to tell support.',
    '"Kept": a refusal by the rules of the shop. Where a member or somebody who wants to join was refused, it can be explained later; the answer names it as `refusalId` ([why](explanations.md)).',
    ...sections,
    '',
  ].join('\n\n')
}

function configurationDocument(): string {
  const rows = Object.values(settings).map(
    ({ name, fallback, text }) => `| \`${name}\` | ${fallback ? `\`${fallback}\`` : ''} | ${text} |`,
  )
  const head = [
    '# Configuration 配置',
    made,
    'All settings come from the environment and are checked at the start; every mistake is named.',
  ]
  return [...head, ['| setting | default | what it does |', '|---|---|---|', ...rows].join('\n'), ''].join('\n\n')
}

/** What each event tells is its type, in the events.ts of its module; this page names them all. */
function eventsDocument(): string {
  const sections = allEventKinds().map(
    ({ topic, version }) =>
      `### ${topic}\n\nVersion ${version}. Payload: \`src/server/modules/${topic.split('/')[0]}/events.ts\`.`,
  )
  const head = [
    '# Events 事件',
    made,
    'Written to the outbox in the transaction of what happened, delivered at least once, in the order of their writing.',
  ]
  return [...head, ...sections, ''].join('\n\n')
}

const kindWords = {
  writing: 'changes 更改',
  reading: 'shows personal data 查看个人信息',
  entering: 'sign-in 登录',
} as const

/** What can stand in the audit trail. What a record holds and how it is proven is written in the module's README. */
function auditDocument(): string {
  const rows = allAuditActions().map(
    ({ word, kind, texts }) =>
      `| \`${word}\` | ${kindWords[kind]} | ${texts['zh-CN']} | ${texts['zh-TW']} | ${texts.en} |`,
  )
  const head = [
    '# Audit trail 审计记录',
    made,
    'Each record says when, who (a person, a till, a key, a command at the server), from where (address, request id), what, about',
    'whom or which thing, in which store, and how it ended: done, refused (with a code of errors.md), repeated (a used',
    'Idempotency-Key: only the first answer was given again) or failed (nothing was done). No record holds a name, phone,',
    'e-mail or birthday. A plain sale is not here: its receipt says who, where and when; a discount by hand, a refund and a',
    'void are. `regulars check-audit` proves the chain: see `src/server/modules/audit/README.md`.',
  ]
  const [title = '', note = '', ...about] = head
  return [
    title,
    note,
    about.join('\n'),
    ['| action | | 简体中文 | 繁體中文 | English |', '|---|---|---|---|---|', ...rows].join('\n'),
    '',
  ].join('\n\n')
}
