import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useAction } from '../../api/action.ts'
import type { ChangeMember, Member } from '../../api/answers.ts'
import { changeMember } from '../../api/members.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { useSession } from '../../session/session.ts'
import { commonTexts } from '../../texts/common.ts'
import { genderWords, memberTexts, sourceWords } from '../../texts/members.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { EntryDialog, type Field } from '../../ui/entry-form.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOpener } from '../../ui/opener.ts'
import { genderOf, useGenderOptions, useStoreOptions } from './member-options.ts'

type Name = 'name' | 'phone' | 'email' | 'birthday' | 'gender' | 'homeStoreCode'

export function ProfileCard({ member }: { member: Member }) {
  const t = useTexts(memberTexts)
  const gender = useWord(genderWords)
  const source = useWord(sourceWords)
  const { day, dayOfInstant } = useFormats()
  const { stores } = useSession()
  const editing = useOpener()
  const attributes = Object.entries(member.attributes).map(([label, value]) => ({ label, value: String(value) }))
  const editButton = (
    <PermittedButton needs="members.write" size="small" aria-label={t('edit')} onClick={editing.open}>
      {t('editShort')}
    </PermittedButton>
  )
  return (
    <DetailCard
      title={t('profile')}
      tools={editButton}
      details={[
        { label: t('phone'), value: member.phoneMasked },
        { label: t('email'), value: member.emailMasked },
        { label: t('card'), value: member.card },
        { label: t('birthday'), value: member.birthday ? day(member.birthday) : null },
        { label: t('gender'), value: member.gender ? gender(member.gender) : null },
        {
          label: t('homeStore'),
          value: stores.find(store => store.code === member.homeStoreCode)?.name ?? member.homeStoreCode,
        },
        { label: t('joinedAt'), value: dayOfInstant(member.joinedAt) },
        { label: t('source'), value: source(member.source) },
        ...(member.externalId ? [{ label: t('externalId'), value: member.externalId }] : []),
        ...(member.wishedLevel ? [{ label: t('wishedLevel'), value: member.wishedLevel }] : []),
        ...attributes,
      ]}
    >
      <EditDialog key={editing.opening} member={member} isOpen={editing.isOpen} onClose={editing.close} />
    </DetailCard>
  )
}

function EditDialog({ member, isOpen, onClose }: { member: Member; isOpen: boolean; onClose: () => void }) {
  const t = useTexts(memberTexts)
  const common = useTexts(commonTexts)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const saving = useAction({
    send: changeMember,
    asker: 'form',
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.member(member.memberNumber) })
      void cache.invalidateQueries({ queryKey: queryKeys.everyMemberList })
      void message.success(t('saved'))
      onClose()
    },
  })
  const initial = {
    name: member.name,
    birthday: member.birthday ?? '',
    ...(member.gender ? { gender: member.gender } : {}),
    ...(member.homeStoreCode ? { homeStoreCode: member.homeStoreCode } : {}),
  }
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('edit')}
      fields={useFields(member)}
      initial={initial}
      submitText={common('save')}
      isBusy={saving.isBusy}
      errorText={saving.errorText}
      onSubmit={values => saving.start({ memberNumber: member.memberNumber, ...changesOf(values) })}
    />
  )
}

function useFields(member: Member): Field<Name>[] {
  const t = useTexts(memberTexts)
  const { today } = useFormats()
  const genders = useGenderOptions()
  const stores = useStoreOptions()
  const keepHint = (masked: string | null) => (masked ? { hint: t('phoneHint', { masked }) } : {})
  return [
    { name: 'name', label: t('name'), isRequired: true, lengthMax: 120 },
    { name: 'phone', label: t('phone'), kind: 'phone', lengthMax: 32, ...keepHint(member.phoneMasked) },
    { name: 'email', label: t('email'), kind: 'email', lengthMax: 254, ...keepHint(member.emailMasked) },
    { name: 'birthday', label: t('birthday'), kind: 'day', dayMax: today() },
    { name: 'gender', label: t('gender'), kind: 'choice', options: genders },
    { name: 'homeStoreCode', label: t('homeStore'), kind: 'choice', options: stores },
  ]
}

/** Phone and e-mail are only known masked here, so an empty field keeps them; the others are emptied. */
function changesOf({ name, phone, email, birthday, gender, homeStoreCode }: Record<Name, string>): ChangeMember {
  return {
    name,
    birthday: birthday || null,
    gender: genderOf(gender) ?? null,
    ...(phone ? { phone } : {}),
    ...(email ? { email } : {}),
    ...(homeStoreCode ? { homeStoreCode } : {}),
  }
}
