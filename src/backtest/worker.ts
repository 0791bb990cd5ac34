import { parentPort, workerData } from 'node:worker_threads'
import { Chunk } from './chunk.ts'
import type { FromThread, ThreadStart, ToThread } from './messages.ts'
import { Shard } from './shard.ts'

/** One thread of a back-test: it walks what it is given, in order, and answers at the end. */
const start: ThreadStart = workerData
const shard = new Shard(start.plan, start.index)
const chunks = start.slots.map(buffer => new Chunk(buffer))
const answer = (message: FromThread) => parentPort?.postMessage(message)

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'finish') {
    answer({ kind: 'finished', result: shard.finish() })
    parentPort?.close()
    return
  }
  const chunk = chunks[message.slot]
  if (!chunk) throw new Error('every slot was told of at the start')
  chunk.receiptCount = message.receipts
  chunk.lineCount = message.lines
  shard.learn(message.words)
  shard.walk(chunk)
  answer({ kind: 'walked', slot: message.slot })
})
