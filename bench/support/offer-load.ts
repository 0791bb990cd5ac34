import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { BenchShop } from './bench-shop.ts'
import type { OpenLoop, OpenLoopResult } from './open-loop.ts'

/** Offers checkouts at a steady rate, whether or not the answers keep up, from a process of its own. */
export function offerLoad(shop: BenchShop, load: Omit<OpenLoop, keyof BenchShop>): Promise<OpenLoopResult> {
  const { address, authorization, memberNumbers } = shop
  const order: OpenLoop = { address, authorization, memberNumbers, ...load }
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'open-loop.ts'), { execArgv: [] })
    child.once('message', (result: OpenLoopResult) => resolve(result))
    child.once('exit', code => reject(new Error(`the load generator ended without a result (${code})`)))
    child.send(order)
  })
}
