import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
// Loading the application loads every module, and with them all errors and events that there are.
import '../server/app.ts'
// Back-ups and imports have no routes, but errors.
import '../server/backups/index.ts'
import '../server/modules/imports/index.ts'
import { settings } from '../server/platform/config.ts'
import { allErrors, statusOf } from '../server/platform/errors.ts'
import { allEventKinds } from '../server/platform/events.ts'
import { projectFolder } from './database-server.ts'

/** The documents that are made from the code, by their path. */
export function documents(): Map<string, string> {
  return new Map([
    ['docs/errors.md', errorsDocument()],
    ['docs/configuration.md', configurationDocument()],
    ['docs/events.md', eventsDocument()],
  ])
}

/** `regulars documents`: writes them anew. */
export async function run(): Promise<number> {
  for (const [path, text] of documents()) await writeFile(join(projectFolder, path), text)
  return 0
}

const made = '<!-- Made from the code by `npm run regulars -- documents`. -->'

function errorsDocument(): string {
  const sections = allErrors().map(({ code, failure, texts }) =>
    [
      `### ${code}`,
      '',
      `HTTP ${statusOf[failure]} · ${failure}`,
      '',
      `- ${texts['zh-CN']}`,
      `- ${texts['zh-TW']}`,
      `- ${texts.en}`,
    ].join('\n'),
  )
  return [
    '# Errors 错误代码',
    made,
    'Every refusal is a problem document (RFC 9457): `code` is stable for ever, `title` is one of these sentences in the',
    'language of `Accept-Language`, `details` carries the values in braces. Bugs answer 500 with a number to tell support.',
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
