import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { projectFolder } from './database-server.ts'

/** What each program of the folder says, and what it leaves to capabilities that are still to come, from the files themselves. */
export function programTable(): string {
  const rows = programFiles().map(({ name, source }) => {
    const { scheme, title, waits } = headOf(source)
    return `| ${[scheme, `[${title}](${name})`, saidBy(parse(source)), waits].join(' | ')} |`
  })
  return [
    '# Programs · 会员方案',
    '<!-- Made from the files by `npm run regulars -- documents`. -->',
    [
      'Schemes of real shops, each a file that can be copied and published as it is; each is played by tests in',
      '`test/scenarios/`, both sides of every boundary. What the language cannot say yet stands in the last column, by the',
      'capability that it waits for. 每一份都可以直接复制、发布；最后一列是等待以后能力的部分。',
    ].join('\n'),
    ['| | scheme 方案 | says 已写明 | waits for 以后 |', '|---|---|---|---|', ...rows].join('\n'),
    '',
  ].join('\n\n')
}

export function programFiles(): { name: string; source: string }[] {
  const folder = join(projectFolder, 'programs')
  return readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => ({ name, source: readFileSync(join(folder, name), 'utf8') }))
}

/** The comments at the top of a program: `# P07 饰品店 · …` and `# Waits 以后: capability what; …`. */
export function headOf(source: string): { scheme: string; title: string; waits: string } {
  const comments = source.split('\n').filter(line => line.startsWith('# '))
  const [, scheme = '', title = ''] = comments.map(line => /^# (P\d{2}) ([^·]+) · /.exec(line)).find(Boolean) ?? []
  const waits = comments.flatMap(line => /^# Waits 以后: (.+)$/.exec(line)?.[1] ?? []).join('; ')
  return { scheme, title, waits }
}

type Block = Readonly<Record<string, unknown>>
const blocksOf = (value: unknown): Block[] => (Array.isArray(value) ? value : [value]).filter(isBlock)
const isBlock = (value: unknown): value is Block => typeof value === 'object' && value !== null

/** The names of all that a program gives, by where they stand. */
function saidBy(document: unknown): string {
  const [program = {}] = blocksOf(document)
  const assets = Object.values(isBlock(program.assets) ? program.assets : {})
  const [earning = {}] = blocksOf(program.earning)
  const ladder = blocksOf(program.levels).flatMap(block => blocksOf(block.ladder))
  const parts: [string, readonly unknown[]][] = [
    ['入会', blocksOf(program.joining)],
    ['资产', assets],
    ['得', blocksOf(earning.rules)],
    ['用', blocksOf(program.redemption)],
    ['等级', ladder],
    ['促销', blocksOf(program.offers)],
    ['权益', blocksOf(program.benefits)],
  ]
  return parts
    .filter(([, items]) => items.length > 0)
    .map(([title, items]) => `**${title}** ${items.map(nameOf).join('、')}`)
    .join('<br>')
}

function nameOf(item: unknown): string {
  const [{ name } = {}] = blocksOf(item)
  return typeof name === 'string' ? name : String(blocksOf(name)[0]?.['zh-CN'] ?? '')
}
