// `npm run check`: everything that can be known without a database, in a few seconds. For every commit.
import { prepare } from './prepare.mjs'

await prepare({ needsDevelopment: true })
const { runSteps, staticSteps } = await import('./steps.mjs')

const pure = { name: 'pure tests', command: ['vitest', 'run', '--project', 'pure', '--passWithNoTests'] }
const failed = await runSteps([...staticSteps, pure])
console.log(failed.length === 0 ? 'All is well.' : `Failed: ${failed.join(', ')}.`)
process.exit(failed.length === 0 ? 0 : 1)
