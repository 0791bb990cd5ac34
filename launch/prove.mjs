// `npm run prove -- --operations 1000000 --kills 100 --seed 7`: the whole system against the model, while it is killed.
import { prepare } from './prepare.mjs'

await prepare({ needsDevelopment: true })
const { runProof } = await import('../test/proof/command.ts')
process.exit(await runProof(process.argv.slice(2)))
