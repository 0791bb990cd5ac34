// Loaded before src/server/main.ts and worker.ts (node --import): the very processes of the product, with the clock of
// the run in place of the machine's.
import { systemClock } from '../../../src/server/platform/clock.ts'
import { readClock } from './clock-file.ts'

const file = process.env.PROOF_CLOCK ?? ''
systemClock.now = () => new Date(readClock(file))
