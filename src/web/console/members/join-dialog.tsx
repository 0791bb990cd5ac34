import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App } from 'antd'
import { useState } from 'react'
import type { JoinMemberBody } from '../../../shared/contract/members.ts'
import { useAction } from '../../api/action.ts'
import { isWaiting } from '../../api/joining.ts'
import { joinMember } from '../../api/members.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAskedFields, useJoiningWays, useTellWaiting, WayNote } from '../../joining/asked.tsx'
import { wishOf } from '../../joining/asked-fields.ts'
import { useSession } from '../../session/session.ts'
import { memberTexts } from '../../texts/members.ts'
import { useTexts } from '../../texts/phrases.ts'
import { EntryDialog, type Field } from '../../ui/entry-form.tsx'
import { useFormats } from '../../ui/formats.ts'
import { paths } from '../../ui/paths.ts'
import { genderOf, useGenderOptions, useStoreOptions } from './member-options.ts'

type Name = 'name' | 'phone' | 'email' | 'card' | 'birthday' | 'gender' | 'homeStoreCode' | 'marketing'

export function JoinDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTexts(memberTexts)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { stores } = useSession()
  // The way of joining is the program's of the store where somebody joins.
  const [homeStoreCode, setHomeStoreCode] = useState('')
  const { ways, isReady } = useJoiningWays(homeStoreCode || undefined, isOpen)
  const tellWaiting = useTellWaiting()
  const joining = useAction({
    send: joinMember,
    asker: 'form',
    onDone: (member, { name }) => {
      if (isWaiting(member)) {
        onClose()
        void cache.invalidateQueries({ queryKey: queryKeys.everyJoiningRequest })
        return tellWaiting(member, name)
      }
      void cache.invalidateQueries({ queryKey: queryKeys.everyMemberList })
      void message.success(t('joined', { name: member.name, number: member.memberNumber }))
      onClose()
      void navigate(paths.member(member.memberNumber))
    },
  })
  const only = stores.length === 1 ? stores[0] : undefined
  const till = only?.tills.length === 1 ? only.tills[0] : undefined
  return (
    <EntryDialog
      isOpen={isOpen && isReady}
      onCancel={onClose}
      label={t('join')}
      about={t('joinHint')}
      fields={[...useFields(), ...useAskedFields(ways, false)]}
      initial={{
        ...(ways?.usual ? { way: ways.usual } : {}),
        ...(only ? { receiptStoreCode: only.code } : {}),
        ...(till ? { receiptTillCode: till.code } : {}),
      }}
      onChange={({ homeStoreCode: chosen = '' }) => setHomeStoreCode(chosen)}
      preview={values => <WayNote ways={ways} values={values} />}
      submitText={t('joinNow')}
      isBusy={joining.isBusy}
      errorText={joining.errorText}
      onSubmit={values => {
        const wish = wishOf(ways, values, null)
        joining.start({ ...bodyOf(values), ...(wish ? { joining: wish } : {}) })
      }}
    />
  )
}

function useFields(): Field<Name>[] {
  const t = useTexts(memberTexts)
  const { today } = useFormats()
  const genders = useGenderOptions()
  const stores = useStoreOptions()
  return [
    { name: 'name', label: t('name'), isRequired: true, lengthMax: 120 },
    { name: 'phone', label: t('phone'), kind: 'phone', lengthMax: 32 },
    { name: 'email', label: t('email'), kind: 'email', lengthMax: 254 },
    { name: 'card', label: t('card'), lengthMax: 64 },
    { name: 'birthday', label: t('birthday'), kind: 'day', dayMax: today() },
    { name: 'gender', label: t('gender'), kind: 'choice', options: genders },
    { name: 'homeStoreCode', label: t('homeStore'), kind: 'choice', options: stores },
    {
      name: 'marketing',
      label: t('marketing'),
      kind: 'choice',
      options: [
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
      ],
    },
  ]
}

/** Fields left empty are left out: the server stores only what was said. */
function bodyOf({
  name,
  phone,
  email,
  card,
  birthday,
  gender,
  homeStoreCode,
  marketing,
}: Record<Name, string>): JoinMemberBody {
  const chosen = genderOf(gender)
  return {
    name,
    source: 'console',
    ...(phone ? { phone } : {}),
    ...(email ? { email } : {}),
    ...(card ? { card } : {}),
    ...(birthday ? { birthday } : {}),
    ...(chosen ? { gender: chosen } : {}),
    ...(homeStoreCode ? { homeStoreCode } : {}),
    ...(marketing ? { consents: [{ purpose: 'marketing', channel: 'all', isGiven: marketing === 'yes' }] } : {}),
  }
}
