import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useAction } from '../../api/action.ts'
import type { TransferRequest } from '../../api/answers.ts'
import { givePoints } from '../../api/ledger.ts'
import { readMembers } from '../../api/members.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { ledgerTexts } from '../../texts/ledger.ts'
import { useTexts } from '../../texts/phrases.ts'
import { transferTexts } from '../../texts/transfer.ts'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { useRested } from '../../ui/rested.ts'
import type { GivenBalance } from './give-button.tsx'
import { MovesPreview } from './moves-preview.tsx'

type DialogProps = { memberNumber: string; balances: GivenBalance[]; isOpen: boolean; onClose: () => void }

export function GiveDialog({ memberNumber, balances, isOpen, onClose }: DialogProps) {
  const t = useTexts(transferTexts)
  const own = useOwnText()
  const [search, setSearch] = useState('')
  const receivers = useReceivers(memberNumber, search)
  const assets = balances.map(({ asset, name }) => ({ value: asset, label: own(name) }))
  const giving = useGiving(memberNumber, onClose)
  const ask = useQuestion(memberNumber)
  const chosen = (asset: string | undefined) => balances.find(balance => balance.asset === asset) ?? balances[0]
  const nameOf = (list: { value: string; label: string }[], value: string) =>
    list.find(option => option.value === value)?.label ?? value
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('give')}
      about={t('about')}
      fields={[
        { name: 'search', label: t('search'), isRequired: true, lengthMax: 100 },
        {
          name: 'to',
          label: t('to'),
          kind: 'choice',
          isRequired: true,
          options: receivers ?? [],
          hint: receivers?.length === 0 ? t('toNone') : t('toHint'),
        },
        { name: 'asset', label: t('asset'), kind: 'choice', isRequired: true, options: assets },
        { name: 'points', label: t('points'), kind: 'whole-number', isRequired: true, lengthMax: 10 },
        { name: 'reason', label: t('reason'), kind: 'area', isRequired: true, lengthMin: 3, lengthMax: 500 },
      ]}
      initial={assets[0] ? { asset: assets[0].value } : {}}
      submitText={t('next')}
      isBusy={giving.isBusy}
      errorText={giving.errorText}
      onChange={values => setSearch(values.search ?? '')}
      preview={values => {
        const balance = chosen(values.asset)
        return balance ? <MovesPreview balance={balance} points={Number(values.points ?? '')} /> : null
      }}
      onSubmit={({ to, asset, points, reason }) =>
        ask(
          { to, asset, points: Number(points), reason },
          { to: nameOf(receivers ?? [], to), asset: nameOf(assets, asset) },
          giving.start,
        )
      }
    />
  )
}

const searchRestMs = 250

/** Members found by the text, but for the giver; undefined while nothing was searched or found yet. */
function useReceivers(memberNumber: string, search: string): { value: string; label: string }[] | undefined {
  const t = useTexts(transferTexts)
  const rested = useRested(search.trim(), searchRestMs)
  const query = { search: rested, pageSize: 10 }
  const { data } = useQuery({
    queryKey: queryKeys.members(query),
    queryFn: () => readMembers(query),
    enabled: rested !== '',
  })
  return data?.members
    .filter(member => member.memberNumber !== memberNumber)
    .map(({ memberNumber: number, name }) => ({ value: number, label: t('member', { name, number }) }))
}

function useGiving(memberNumber: string, onClose: () => void) {
  const t = useTexts(transferTexts)
  const ledger = useTexts(ledgerTexts)
  const { count } = useFormats()
  const { message } = App.useApp()
  const cache = useQueryClient()
  const points = (value: number) => ledger('points', { count: count(value) })
  return useAction({
    send: givePoints,
    asker: 'form',
    onDone: ({ from, to }) => {
      for (const number of [memberNumber, to.memberNumber])
        void cache.invalidateQueries({ queryKey: queryKeys.member(number) })
      void message.success(t('done', { from: points(from.balance), to: points(to.balance) }))
      onClose()
    },
  })
}

type Send = (input: TransferRequest & { memberNumber: string }) => void

/** What was filled in, once more as a sentence, before anything moves. */
function useQuestion(memberNumber: string) {
  const t = useTexts(transferTexts)
  const ledger = useTexts(ledgerTexts)
  const { count } = useFormats()
  const { modal } = App.useApp()
  return (body: TransferRequest, names: { to: string; asset: string }, send: Send) =>
    void modal.confirm({
      title: t('confirm'),
      content: t('ask', {
        from: memberNumber,
        ...names,
        points: ledger('points', { count: count(body.points) }),
        reason: body.reason,
      }),
      okText: t('confirm'),
      onOk: () => send({ memberNumber, ...body }),
    })
}
