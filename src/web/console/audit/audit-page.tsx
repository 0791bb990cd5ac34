import { useQuery } from '@tanstack/react-query'
import { Flex, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { type AuditFilter, auditCsvAddress, readAudit, readAuditFilters } from '../../api/audit.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { auditTexts, callerWords } from '../../texts/audit.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { DataList } from '../../ui/data-list.tsx'
import { DayPicker } from '../../ui/day-picker.tsx'
import { useLanguage } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { usePages } from '../../ui/pages.ts'
import { useRested } from '../../ui/rested.ts'
import { Needs } from '../needs.tsx'
import { useDeedColumns, useSubjectColumns } from './audit-columns.tsx'

export function AuditPage() {
  return (
    <Needs permission="audit.read">
      <Trail />
    </Needs>
  )
}

type Chosen = Record<'caller' | 'action' | 'memberNumber' | 'from' | 'to', string>
const nothing: Chosen = { caller: '', action: '', memberNumber: '', from: '', to: '' }
const isNumber = (text: string) => /^[1-9]\d{9}$/.test(text)

function Trail() {
  const t = useTexts(auditTexts)
  const language = useLanguage()
  const [chosen, setChosen] = useState(nothing)
  const rested = useRested(chosen, 250)
  const filter = filterOf(rested)
  const pages = usePages(JSON.stringify(filter))
  const query = { ...filter, pageSize: 50, ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: queryKeys.audit({ ...query, language }),
    queryFn: () => readAudit(query),
    placeholderData: previous => previous,
  })
  return (
    <Page title={t('title')} about={t('about')}>
      <DataList
        label={t('title')}
        columns={[...useDeedColumns(), ...useSubjectColumns()]}
        rows={found.data?.records}
        rowKey={row => String(row.recordId)}
        query={found}
        tools={<Filters chosen={chosen} onChange={change => setChosen({ ...chosen, ...change })} />}
        empty={{ title: t('none') }}
        paging={{ pages, next: found.data?.next }}
        csvAddress={auditCsvAddress(filter)}
      />
    </Page>
  )
}

/** What is not chosen, or not written out yet, filters nothing. */
function filterOf(chosen: Chosen): AuditFilter {
  const memberNumber = isNumber(chosen.memberNumber) ? chosen.memberNumber : ''
  return Object.fromEntries(Object.entries({ ...chosen, memberNumber }).filter(([, value]) => value !== ''))
}

type FiltersProps = { chosen: Chosen; onChange: (change: Partial<Chosen>) => void }

function Filters({ chosen, onChange }: FiltersProps) {
  const t = useTexts(auditTexts)
  const kind = useWord(callerWords)
  const language = useLanguage()
  const { data } = useQuery({ queryKey: queryKeys.auditFilters(language), queryFn: readAuditFilters })
  const callers = (data?.callers ?? []).map(caller => ({
    value: caller.callerId,
    label: `${caller.name} (${kind(caller.kind)})`,
  }))
  const actions = (data?.actions ?? []).map(({ action, title }) => ({ value: action, label: title }))
  return (
    <>
      <Choice
        label={t('who')}
        all={t('everybody')}
        options={callers}
        value={chosen.caller}
        onChange={caller => onChange({ caller })}
      />
      <Choice
        label={t('what')}
        all={t('everything')}
        options={actions}
        value={chosen.action}
        onChange={action => onChange({ action })}
      />
      <NumberBox value={chosen.memberNumber} onChange={memberNumber => onChange({ memberNumber })} />
      <Flex gap={6} className="day-pair">
        <DayPicker
          label={t('firstDay')}
          placeholder={t('firstDay')}
          value={chosen.from}
          {...(chosen.to ? { dayMax: chosen.to } : {})}
          onChange={from => onChange({ from })}
        />
        <DayPicker
          label={t('lastDay')}
          placeholder={t('lastDay')}
          value={chosen.to}
          {...(chosen.from ? { dayMin: chosen.from } : {})}
          onChange={to => onChange({ to })}
        />
      </Flex>
    </>
  )
}

function NumberBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTexts(auditTexts)
  const hintId = useId()
  const isWrong = value !== '' && !isNumber(value)
  return (
    <div className="number-box">
      <Input
        aria-label={t('memberNumber')}
        aria-describedby={hintId}
        aria-invalid={isWrong}
        placeholder={t('memberNumber')}
        status={isWrong ? 'error' : ''}
        inputMode="numeric"
        maxLength={10}
        allowClear
        value={value}
        onChange={event => onChange(event.target.value.trim())}
      />
      <div id={hintId} className="soft">
        {isWrong ? t('memberNumberWrong') : null}
      </div>
    </div>
  )
}

type ChoiceProps = {
  label: string
  all: string
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}

function Choice({ label, all, options, value, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      value={value}
      onChange={onChange}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      options={[{ value: '', label: all }, ...options]}
    />
  )
}
