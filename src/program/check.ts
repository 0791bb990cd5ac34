import { checkBenefits } from './check-benefits.ts'
import { checkEarning } from './check-earning.ts'
import { checkGenerosity } from './check-generosity.ts'
import { checkJoining } from './check-joining.ts'
import { checkLevels } from './check-levels.ts'
import { checkOffers } from './check-offers.ts'
import { checkRedemption } from './check-redemption.ts'
import { checkSense } from './check-sense.ts'
import { checkTranslations } from './check-translations.ts'
import { checkValidity } from './check-validity.ts'
import { type CompileOptions, compileProgram } from './compile.ts'
import type { OtherLadders } from './compile-levels.ts'
import type { CompiledProgram } from './compiled.ts'
import { type ProgramDocument, tracksOf } from './document.ts'
import type { Finding } from './findings.ts'
import { completeTexts } from './names.ts'
import { type ParsedProgram, parseProgram } from './parse.ts'

/** Reads, checks and compiles a program. `program` is null when there is an error among the findings. */
export function readProgram(
  source: string,
  options: CompileOptions,
): { program: CompiledProgram | null; document: ProgramDocument | null; findings: Finding[] } {
  const { program: parsed, findings } = parseProgram(source)
  if (!parsed) return { program: null, document: null, findings }
  const found = [...findings, ...checkProgram(parsed)]
  if (found.some(finding => finding.severity === 'error'))
    return { program: null, document: null, findings: sorted(found) }
  // Whether it is wise is worth saying once it is right.
  found.push(...checkSense(parsed), ...checkGenerosity(parsed))
  const program = compileProgram(parsed.document, options)
  // A shop that could not ring up a million yuan has rates that are too fine.
  const tooFine = program.assets.some(asset => asset.basketCentsMax < 100_000_000)
  if (tooFine)
    return { program: null, document: null, findings: sorted([...found, parsed.at(['earning'], 'rate-too-fine')]) }
  return { program, document: parsed.document, findings: sorted(found) }
}

/** The ladders of a published document, to tell other versions what its levels were. */
export function laddersOf(source: string): OtherLadders {
  const { program } = parseProgram(source)
  return tracksOf(program?.document.levels).map(({ block }) => ({
    track: block.track ?? 'main',
    ladder: block.ladder.map(({ level, name }) => ({ level, name: completeTexts(name) })),
  }))
}

function sorted(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => a.line - b.line || a.column - b.column)
}

/** What a document of the right form can still have wrong in its meaning. */
function checkProgram(parsed: ParsedProgram): Finding[] {
  return [
    ...checkValidity(parsed),
    ...checkLevels(parsed),
    ...checkEarning(parsed),
    ...checkRedemption(parsed),
    ...checkOffers(parsed),
    ...checkBenefits(parsed),
    ...checkJoining(parsed),
    ...checkTranslations(parsed),
  ]
}
