import { userInfo } from 'node:os'
import { acceptEnd, checkTrail, takeSnapshot } from '../server/modules/audit/index.ts'
import { systemClock } from '../server/platform/clock.ts'
import type { Context } from '../server/platform/context.ts'
import { withContext } from './with-context.ts'

const acceptOption = '--accept-end'

/**
 * Proves the audit trail from its first seal to its head file. Exit code 1 when anything does not hold. With
 * `--accept-end` it takes the present end for the right one, as after an older database was put back on purpose.
 */
export async function run(args: string[]): Promise<number> {
  const unknown = args.find(arg => arg !== acceptOption)
  if (unknown) throw new Error(`check-audit knows only ${acceptOption}, not ${unknown}. 没有这个选项。`)
  return withContext(async context => {
    if (args.includes(acceptOption)) await accept(context)
    return check(context)
  })
}

async function accept({ db, config }: Context): Promise<void> {
  const { number } = await acceptEnd({ db, config, now: systemClock.now(), by: userInfo().username })
  console.log(`The trail ends at number ${number}; this is on record. 已认可记录末尾，并已留痕。`)
}

async function check({ db, cipher, config }: Context): Promise<number> {
  const now = systemClock.now()
  const { lookedAt, findings } = await db.transaction(async tx => {
    await takeSnapshot(tx)
    return checkTrail(tx, { cipher, keyFile: config.keyFile, now })
  })
  for (const finding of findings) console.log(finding)
  console.log(
    findings.length === 0
      ? `All ${lookedAt} sealed records hold. 审计记录完整，共 ${lookedAt} 条。(${now.toISOString()})`
      : `\nThe audit trail of ${lookedAt} records was tampered with or cannot be proven. 审计记录有异常，请联系技术支持。`,
  )
  return findings.length === 0 ? 0 : 1
}
