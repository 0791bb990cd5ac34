import { type CheckResult, checkLedger, type LedgerCheck } from '../server/modules/ledger/index.ts'
import { systemClock } from '../server/platform/clock.ts'
import { readConfig } from '../server/platform/config.ts'
import { openDatabase } from '../server/platform/database.ts'
import { withDatabaseServer } from './database-server.ts'

/** Proves the whole ledger and prints what was looked at. Exit code 1 when anything does not hold. */
export async function run(): Promise<number> {
  const config = readConfig()
  const check = await withDatabaseServer({ config, log: sentence => console.error(sentence) }, async target => {
    const db = openDatabase(target, { connectionsMax: 1 })
    return checkLedger(db, { now: systemClock.now() }).finally(() => db.close())
  })
  return reportLedger(check)
}

/** Prints what was looked at. @returns the exit code: 1 when anything does not hold */
export function reportLedger(check: LedgerCheck): number {
  for (const line of check.results.flatMap(linesOf)) console.log(line)
  const broken = check.results.filter(result => result.breaks > 0).length
  console.log(
    check.isSound
      ? `\nEverything holds. 账目全部相符。(${check.checkedAt.toISOString()})`
      : `\n${broken} of ${check.results.length} statements do not hold. 有 ${broken} 项不符，请联系技术支持。`,
  )
  return check.isSound ? 0 : 1
}

function linesOf({ name, lookedAt, breaks, examples }: CheckResult): string[] {
  const verdict = breaks === 0 ? 'holds' : `BROKEN ${breaks}`
  return [
    `${name.padEnd(76)} ${String(lookedAt).padStart(12)}  ${verdict}`,
    ...examples.map(sentence => `    ${sentence}`),
  ]
}
