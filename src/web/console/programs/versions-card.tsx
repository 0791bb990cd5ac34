import { useQuery } from '@tanstack/react-query'
import { App, Button, Flex, Select, Skeleton } from 'antd'
import { useState } from 'react'
import type { Program } from '../../api/answers.ts'
import { readDiff, readVersion } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useTexts } from '../../texts/phrases.ts'
import { programTexts, releaseTexts } from '../../texts/programs.ts'
import { download } from '../../ui/csv.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Differences } from './differences.tsx'
import { YamlText } from './yaml-text.tsx'

/** The text of any version, and what it changed. */
export function VersionsCard({ program: { code, version: shown, versions } }: { program: Program }) {
  const t = useTexts(releaseTexts)
  const p = useTexts(programTexts)
  const [version, setVersion] = useState(shown)
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.programVersion(code, version),
    queryFn: () => readVersion(code, version),
  })
  return (
    <DetailCard
      title={t('texts')}
      tools={data ? <TextTools code={code} text={data.document} version={version} /> : null}
    >
      <Select
        aria-label={p('version')}
        value={version}
        onChange={setVersion}
        options={versions.map(({ version: value }) => ({ value, label: p('versionNumber', { version: value }) }))}
        className="version-choice"
      />
      {version > 1 ? <Changed code={code} version={version} /> : <p className="soft spaced">{t('firstVersion')}</p>}
      <p className="soft spaced">{t('textsAbout')}</p>
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data ? <YamlText text={data.document} label={t('texts')} /> : error ? null : <Skeleton active />}
    </DetailCard>
  )
}

function TextTools({ code, text, version }: { code: string; text: string; version: number }) {
  const p = useTexts(programTexts)
  const { message } = App.useApp()
  const copy = () => void navigator.clipboard.writeText(text).then(() => message.success(p('copied')))
  return (
    <Flex gap={8} wrap>
      <Button onClick={copy}>{p('copy')}</Button>
      <Button onClick={() => download(`${code}-${version}.yaml`, text, 'application/yaml')}>{p('download')}</Button>
    </Flex>
  )
}

function Changed({ code, version }: { code: string; version: number }) {
  const t = useTexts(releaseTexts)
  const label = t('against', { version: version - 1 })
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.programDiff(code, version - 1, version),
    queryFn: () => readDiff(code, version - 1, version),
  })
  return (
    <section className="spaced">
      <h3 className="small-title">{label}</h3>
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Differences diff={data} label={label} /> : error ? null : <Skeleton active />}
    </section>
  )
}
