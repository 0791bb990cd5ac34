import { useQueries, useQuery } from '@tanstack/react-query'
import type { CompiledBenefit, CompiledProgram } from '../../../program/index.ts'
import { onSaleFor, readProgram as readDocument } from '../../../program/index.ts'
import type { Texts } from '../../../shared/languages.ts'
import type { GoodsItem } from '../../api/answers.ts'
import { readProgram, readPrograms } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { goodsTexts } from '../../texts/goods.ts'
import { useTexts } from '../../texts/phrases.ts'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { pageNow } from '../../ui/page-now.ts'

/** Who buys goods before their sale start, by the programs in force. Nothing for what is on sale. */
export function EarlyWindows({ goods }: { goods: GoodsItem }) {
  const launch = goods.onSaleAt === null ? null : new Date(goods.onSaleAt)
  return launch && pageNow() < launch ? <Windows launch={launch} /> : null
}

function Windows({ launch }: { launch: Date }) {
  const t = useTexts(goodsTexts)
  const own = useOwnText()
  const { timeZone, instant } = useFormats()
  const { data } = useQuery({ queryKey: queryKeys.programs, queryFn: readPrograms })
  const programs = useQueries({
    queries: (data?.programs ?? []).map(({ code }) => ({
      queryKey: queryKeys.program(code),
      queryFn: () => readProgram(code),
    })),
  })
  if (!data || programs.some(({ isPending }) => isPending)) return null
  const windows = programs.flatMap(({ data: program }) => {
    const read = program && readDocument(program.document, { version: program.version, zone: timeZone }).program
    return read ? windowsOf(read) : []
  })
  return (
    <section aria-label={t('earlyTitle')}>
      <h3 className="card-title">{t('earlyTitle')}</h3>
      {windows.length === 0 ? <p className="soft">{t('earlyNobody')}</p> : null}
      <ul className="danger-list">
        {windows.map(({ key, level, days }) => (
          <li key={key}>
            {t('earlyLine', {
              level: level ? own(level) : t('everyMember'),
              at: instant(onSaleFor(launch, days, timeZone).toISOString()),
              count: days,
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

type EarlyWindow = { key: string; level: Texts | null; days: number }

/** Each level with the days that it buys early; a benefit of every member has no level. */
function windowsOf(program: CompiledProgram): EarlyWindow[] {
  return program.benefits.flatMap(benefit => windowsOfBenefit(program, benefit))
}

function windowsOfBenefit(program: CompiledProgram, { benefit, levels, content }: CompiledBenefit): EarlyWindow[] {
  if (content.kind !== 'early') return []
  const key = `${program.code}/${benefit}`
  if (levels === null) return [{ key, level: null, days: content.days }]
  return program.tracks
    .flatMap(({ ladder }) => ladder)
    .filter(({ level }) => levels.includes(level))
    .map(({ level, name }) => ({
      key: `${key}/${level}`,
      level: name,
      days: Math.max(content.days, content.daysOfLevel?.[level] ?? 0),
    }))
}
