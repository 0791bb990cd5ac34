// `npm test`: everything, from a bare checkout. What follows `--` goes to Vitest: npm test -- --project pure
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare, programEnvironment, projectFolder, runToEnd } from './prepare.mjs'

await prepare({ needsDevelopment: true })
const { missingBrowser } = await import('./browser.mjs')
const { runSteps, staticSteps } = await import('./steps.mjs')

const args = process.argv.slice(2)
const isEverything = args.length === 0
const failedSteps = isEverything ? await runSteps(staticSteps) : []

// The sentence that says why there are no browser tests, or nothing.
const obstacle = wantsBrowser() ? (await missingBrowser()) || (await pagesObstacle()) : ''
if (obstacle) console.log(obstacle)

const report = join(tmpdir(), `regulars-tests-${process.pid}.json`)
const code = await runToEnd(
  'vitest',
  ['run', '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile=${report}`]
    .concat(obstacle && isEverything ? ['--project=!browser'] : [])
    .concat(args),
  { cwd: projectFolder, env: programEnvironment(), stdio: 'inherit' },
)
const tests = countTests()
rmSync(report, { force: true })

if (obstacle) console.log(`The browser tests were left out. ${obstacle}`)
if (failedSteps.length > 0)
  console.log(`Failed besides the tests: ${failedSteps.join(', ')}; the reasons stand at the top.`)
const passedSteps = isEverything ? staticSteps.filter(({ name }) => !failedSteps.includes(name)).length : 0
console.log(`${tests.passed + passedSteps} passed, ${tests.failed + failedSteps.length} failed`)
process.exit(code === 0 && failedSteps.length === 0 ? 0 : 1)

function wantsBrowser() {
  return isEverything || args.some(word => /browser$|e2e/.test(word))
}

/** Pages that cannot be built count as one failure; the other tests go on. */
async function pagesObstacle() {
  const { buildPages } = await import('../src/cli/build-pages.ts')
  try {
    await buildPages({ projectFolder, log: console.log })
    return ''
  } catch (error) {
    console.log(error.message)
    failedSteps.push('pages')
    return 'There are no pages to test.'
  }
}

/** A run that broke down without naming a failed test still counts as one failure. */
function countTests() {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
    return { passed: numPassedTests, failed: code === 0 ? 0 : Math.max(numFailedTests, 1) }
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1 }
  }
}
