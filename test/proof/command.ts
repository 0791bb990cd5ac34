import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { prove, type Result, type Size } from './prove.ts'

/** The command line of a proof. @returns the exit code: 1 when anything was violated or not come by */
export async function runProof(args: string[]): Promise<number> {
  const size = sizeOf(args)
  console.log(`${size.operations} operations, ${size.kills} kills, seed ${size.seed}, revision ${revision()}`)
  const result = await prove(size, sentence => console.log(sentence))
  for (const line of linesOf(result)) console.log(line)
  console.log(`Again: npm run prove -- --operations ${size.operations} --kills ${size.kills} --seed ${size.seed}`)
  return result.violations.length + result.missing.length > 0 ? 1 : 0
}

function sizeOf(args: string[]): Size {
  const { values } = parseArgs({
    args,
    options: { operations: { type: 'string' }, kills: { type: 'string' }, seed: { type: 'string' } },
  })
  const whole = (name: keyof typeof values, usual: number) => {
    const number = Number(values[name] ?? usual)
    if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} is a whole number`)
    return number
  }
  const operations = whole('operations', 10_000)
  return {
    operations,
    kills: whole('kills', Math.ceil(operations / 2_500)),
    seed: whole('seed', Math.floor(Math.random() * 1_000_000_000)),
  }
}

export function linesOf({ violations, missing, marks, figures, historyFile }: Result): string[] {
  const { operations, answers, transactions, kills, seconds, perSecond } = figures
  return [
    '',
    ...[...marks].map(([name, count]) => `${String(count).padStart(9)}  ${name}`),
    '',
    `${operations} operations, ${answers} answers, ${transactions} transactions, ${kills} kills in ${seconds.toFixed(0)} s (${perSecond.toFixed(0)} a second).`,
    ...violations.slice(0, 20).map(sentence => `VIOLATED  ${sentence}`),
    ...(violations.length > 20 ? [`… and ${violations.length - 20} more`] : []),
    ...missing.map(sentence => `MISSING   ${sentence}`),
    ...(historyFile ? [`The history of the members concerned: ${historyFile}`] : []),
    violations.length + missing.length === 0 ? 'Everything holds.' : 'This run is no proof.',
  ]
}

function revision(): string {
  try {
    const options = { cwd: import.meta.dirname, encoding: 'utf8' } as const
    const changes = execFileSync('git', ['status', '--porcelain'], options)
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], options).trim() + (changes ? ' with changes' : '')
  } catch {
    return 'unknown'
  }
}
