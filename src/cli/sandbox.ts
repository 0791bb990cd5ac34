import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Context } from '../server/platform/context.ts'
import { DomainError } from '../server/platform/errors.ts'
import {
  askForRoom,
  type Contents,
  findRoom,
  type Room,
  type RoomAction,
  roomActions,
  roomContents,
} from '../server/sandbox/index.ts'
import { withContext } from './with-context.ts'

const usage = `Usage 用法:
  sandbox open      a copy of the shop without its members, with a clock to move 打开沙盒
    --with members  with ten invented members and a year of receipts 含十位虚构会员和一年小票
  sandbox reset     make it anew, as the shop is now; --with empty or members changes what is in it 重置沙盒
  sandbox remove    delete it with all that is in it 移除沙盒
  sandbox show      how it is 查看沙盒`

const lookMs = 500
/** The background process looks once a second; nobody who runs takes longer to begin. */
const beginningMs = 6_000

/** A sandbox, from the server. Exit code 1 when it could not be had, 2 when the command is not understood. */
export async function run(args: string[]): Promise<number> {
  const asked = readWords(args)
  if (asked === null) {
    console.error(usage)
    return 2
  }
  return withContext(async context => {
    if (asked.action === 'show') return told(await findRoom(context.db), context)
    try {
      const { action, contents } = asked
      await context.db.transaction(tx => askForRoom(tx, { action, contents, now: context.clock.now() }))
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      console.error(`${error.sentence('zh-CN')}\n${error.sentence('en')}`)
      return 1
    }
    return told(await waitForWork(context), context)
  })
}

type Asked = { action: RoomAction | 'show'; contents: Contents | undefined }

function readWords(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { with: { type: 'string' } } })
    const [word, ...rest] = positionals
    const action = word === 'show' ? word : roomActions.find(known => known === word)
    const contents = roomContents.find(known => known === values.with)
    if (!action || rest.length > 0 || (values.with !== undefined && !contents)) return null
    return { action, contents }
  } catch {
    return null
  }
}

/** @returns how it is once nothing is being done about it, or when nobody begins */
async function waitForWork({ db }: Context): Promise<Room | undefined> {
  for (let waitedMs = 0; ; waitedMs += lookMs) {
    const room = await findRoom(db)
    const isWaiting = room?.state === 'waiting' && waitedMs < beginningMs
    if (!isWaiting && room?.state !== 'making') return room
    await pause(lookMs)
  }
}

function told(room: Room | undefined, { config }: Context): number {
  const address = config.sandboxUrl || `http://${config.host}:${room?.port}`
  const sentences = {
    waiting: '已记下；系统运行时会自动完成。 Noted; it is done as soon as the system runs.',
    making: '正在建立。 It is being made.',
    open: `沙盒已打开 The sandbox is open: ${address}/console/`,
    closed: '现在没有沙盒。 There is no sandbox.',
    failed: `沙盒没有建成 The sandbox could not be made: ${room?.problem}`,
  } as const
  const state = room?.state ?? 'closed'
  console.log(sentences[state])
  return state === 'failed' ? 1 : 0
}
