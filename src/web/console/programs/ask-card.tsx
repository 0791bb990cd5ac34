import { Alert, Button, Flex, Form, Input, Radio, Select } from 'antd'
import { useId, useState } from 'react'
import { useSession } from '../../session/session.ts'
import { useTexts } from '../../texts/phrases.ts'
import { changeTexts, releaseTexts } from '../../texts/programs.ts'
import { DayPicker } from '../../ui/day-picker.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { instantAt } from './instant-at.ts'

/** What is asked for beside the text. `day` and `time` are of the shop's own clock. */
export type Wish = { why: string; isAtOnce: boolean; day: string; time: string; storeCodes: string[] }

export type Terms = { why: string; inForceFrom?: string; storeCodes?: string[] }

type AskCardProps = {
  wish: Wish
  onChange: (wish: Wish) => void
  isBusy: boolean
  errorText: string | null
  /** Why it cannot be asked for yet; null when it can. */
  reason: string | null
  onSend: (terms: Terms, ask: boolean) => void
}

/** null: at once, or not yet said. */
export function instantOf({ isAtOnce, day, time }: Wish, zone: string): Date | null {
  return isAtOnce ? null : instantAt(day, time, zone)
}

/** When, where and why: then it is put before another person, or kept as a draft. */
export function AskCard({ wish, onChange, isBusy, errorText, reason, onSend }: AskCardProps) {
  const t = useTexts(changeTexts)
  const { timeZone } = useFormats()
  const [isWrong, setIsWrong] = useState(false)
  const send = (ask: boolean) => {
    const from = instantOf(wish, timeZone)
    const isMissing = !wish.isAtOnce && from === null
    setIsWrong(isMissing)
    if (isMissing) return
    const terms = {
      why: wish.why,
      ...(from ? { inForceFrom: from.toISOString() } : {}),
      ...(wish.storeCodes.length > 0 ? { storeCodes: wish.storeCodes } : {}),
    }
    onSend(terms, ask)
  }
  return (
    <DetailCard title={t('askTitle')}>
      {/* Only the button asks: Enter in a day or a time means that day, not that the change is ready. */}
      <Form layout="vertical" requiredMark={false} aria-label={t('askTitle')}>
        <Wishes wish={wish} onChange={onChange} />
        {isWrong ? <Alert role="alert" type="error" showIcon title={t('timeWrong')} className="form-error" /> : null}
        {errorText ? <Alert role="alert" type="error" showIcon title={errorText} className="form-error" /> : null}
        {reason ? <p className="soft">{reason}</p> : null}
        <Flex gap={8} wrap justify="flex-end">
          <Button loading={isBusy} onClick={() => send(false)}>
            {t('saveDraft')}
          </Button>
          <Button type="primary" loading={isBusy} disabled={reason !== null} onClick={() => send(true)}>
            {t('ask')}
          </Button>
        </Flex>
      </Form>
    </DetailCard>
  )
}

function Wishes({ wish, onChange }: { wish: Wish; onChange: (wish: Wish) => void }) {
  const t = useTexts(changeTexts)
  const r = useTexts(releaseTexts)
  const { stores } = useSession()
  const { timeZone, today } = useFormats()
  const id = useId()
  const set = (part: Partial<Wish>) => onChange({ ...wish, ...part })
  return (
    <>
      <Form.Item label={r('why')} htmlFor={`${id}-why`} extra={r('whyHint')}>
        <Input.TextArea
          id={`${id}-why`}
          rows={2}
          maxLength={500}
          value={wish.why}
          onChange={event => set({ why: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t('when')} {...(wish.isAtOnce ? {} : { extra: t('zone', { zone: timeZone }) })}>
        <Radio.Group
          aria-label={t('when')}
          value={wish.isAtOnce}
          onChange={event => set({ isAtOnce: event.target.value === true })}
          options={[
            { value: true, label: t('atOnce') },
            { value: false, label: t('onDay') },
          ]}
        />
        {wish.isAtOnce ? null : (
          <Flex gap={8} wrap className="part-below">
            <div className="instant-part">
              <DayPicker
                label={t('day')}
                placeholder={t('day')}
                dayMin={today()}
                value={wish.day}
                onChange={day => set({ day })}
              />
            </div>
            <Input
              className="instant-part"
              aria-label={t('time')}
              placeholder={t('time')}
              value={wish.time}
              onChange={event => set({ time: event.target.value })}
            />
          </Flex>
        )}
      </Form.Item>
      <Form.Item label={t('where')} htmlFor={`${id}-stores`} extra={t('whereHint')}>
        <Select
          id={`${id}-stores`}
          mode="multiple"
          allowClear
          value={wish.storeCodes}
          onChange={storeCodes => set({ storeCodes })}
          options={stores.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
        />
      </Form.Item>
    </>
  )
}
