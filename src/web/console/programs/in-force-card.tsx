import { Flex } from 'antd'
import type { Program, Release } from '../../api/answers.ts'
import { useTexts } from '../../texts/phrases.ts'
import { programTexts, releaseTexts } from '../../texts/programs.ts'
import { Chip } from '../../ui/chip.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { CancelReleaseButton } from './cancel-release-button.tsx'
import { usePlaces } from './places.ts'
import { RollBackButton } from './roll-back-button.tsx'

/** Which version rules where, and what is about to. */
export function InForceCard({ program }: { program: Program }) {
  const t = useTexts(releaseTexts)
  const scheduled = program.releases.filter(({ state }) => state === 'scheduled')
  return (
    <DetailCard title={t('live')} tools={<RollBackButton program={program} />}>
      <Live program={program} />
      <h3 className="small-title part-below">{t('scheduled')}</h3>
      {scheduled.length === 0 ? <p className="soft">{t('nothingScheduled')}</p> : null}
      <ul className="release-list">
        {scheduled.map(release => (
          <Scheduled key={release.number} code={program.code} release={release} />
        ))}
      </ul>
    </DetailCard>
  )
}

function Live({ program: { inForce } }: { program: Program }) {
  const t = useTexts(releaseTexts)
  const p = useTexts(programTexts)
  const groups = [...Map.groupBy(inForce, ({ version }) => version)].sort(([, a], [, b]) => b.length - a.length)
  if (inForce.every(({ version }) => version === null)) return <p className="soft">{t('notBegun')}</p>
  return (
    <ul className="release-list">
      {groups.map(([version, stores], index) => (
        <li key={version} className="in-force">
          <strong>{version === null ? t('noVersion') : p('versionNumber', { version })}</strong>
          {index > 0 && version !== null ? <Chip tone="gold">{t('trial')}</Chip> : null}
          <span className="soft">
            {groups.length === 1
              ? `${p('everyStore')} (${p('countedStores', { count: stores.length })})`
              : stores.map(({ storeCode, storeName }) => `${storeName} (${storeCode})`).join(', ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Scheduled({ code, release }: { code: string; release: Release }) {
  const p = useTexts(programTexts)
  const { storesText, whenText } = usePlaces()
  return (
    <li>
      <Flex gap={12} wrap align="center">
        <strong>{p('versionNumber', { version: release.version })}</strong>
        <span>
          {whenText(release.inForceFrom)} · {storesText(release.storeCodes)}
        </span>
        <CancelReleaseButton code={code} release={release} />
      </Flex>
    </li>
  )
}
