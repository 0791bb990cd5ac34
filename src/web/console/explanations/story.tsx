import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useState } from 'react'
import type { Audience } from '../../../shared/audiences.ts'
import type { ExplainedSentence } from '../../api/answers.ts'
import { chapterWords, explanationTexts } from '../../texts/explanations.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useLanguage } from '../../ui/language.ts'
import { AudienceSwitch } from './audience-switch.tsx'

type Told = { sentences: readonly ExplainedSentence[] }

/** Why something is as it is, told to whom the reader chooses. The server writes the sentences, so each language asks. */
export function WhyStory({
  name,
  readStory,
}: {
  name: readonly unknown[]
  readStory: (audience: Audience) => Promise<Told>
}) {
  const [audience, setAudience] = useState<Audience>('cashier')
  const language = useLanguage()
  const { data, error, refetch } = useQuery({
    queryKey: [...name, audience, language],
    queryFn: () => readStory(audience),
  })
  return (
    <div className="stack">
      <AudienceSwitch value={audience} onChange={setAudience} />
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Chapters sentences={data.sentences} /> : null}
      {data || error ? null : <Skeleton active />}
    </div>
  )
}

function Chapters({ sentences }: Told) {
  const t = useTexts(explanationTexts)
  const chapter = useWord(chapterWords)
  if (sentences.length === 0) return <p className="soft">{t('nothing')}</p>
  return [...Map.groupBy(sentences, sentence => sentence.chapter)].map(([name, ofChapter]) => (
    <section key={name}>
      <h3 className="small-title">{chapter(name)}</h3>
      <ul className="sentences story-sentences">
        {ofChapter.map(({ code, rule, text, entry }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two sentences may be alike, and a story never moves.
          <li key={`${code} ${rule} ${entry?.address} ${index}`}>{text}</li>
        ))}
      </ul>
    </section>
  ))
}
