import { readConfig } from '../server/platform/config.ts'
import { askForRestart } from './control.ts'

/** `regulars restart`: new processes take over from the old ones, and no request fails. Exit code 1 when it was not done. */
export async function run(): Promise<number> {
  const { host, port } = readConfig()
  const done = await askForRestart({ host, port }, sentence => console.log(sentence))
  if (done === undefined) {
    console.error(
      `没有找到在 ${host}:${port} 运行的系统。 No system of yours runs at ${host}:${port}; HOST and PORT say which one is meant.`,
    )
    return 1
  }
  console.log(done ? '已重启，没有中断任何请求。 Restarted; no request was cut.' : '没有重启。 It was not restarted.')
  return done ? 0 : 1
}
