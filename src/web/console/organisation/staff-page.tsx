import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Flex, Popconfirm } from 'antd'
import { resetSecondFactor } from '../../api/account.ts'
import { useAction } from '../../api/action.ts'
import type { Staff } from '../../api/answers.ts'
import { addStaff, changeStaff, readStaff } from '../../api/organisation.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { commonTexts } from '../../texts/common.ts'
import { organisationTexts } from '../../texts/organisation.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { roleTexts } from '../../texts/roles.ts'
import { Chip } from '../../ui/chip.tsx'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { EntryDialog, type Field } from '../../ui/entry-form.tsx'
import { useOpener } from '../../ui/opener.ts'
import { Page } from '../../ui/page.tsx'
import { useStoreOptions } from '../members/member-options.ts'
import { Needs } from '../needs.tsx'
import { SecondFactorRule } from './second-factor-rule.tsx'

const roles = ['owner', 'operations', 'cashier', 'service'] as const
const roleOf = (text: string) => roles.find(role => role === text) ?? 'cashier'
const scopeOf = (text: string) => (text === '' ? null : text.split(','))

export function StaffPage() {
  return (
    <Needs permission="organisation.manage">
      <StaffTable />
    </Needs>
  )
}

function StaffTable() {
  const t = useTexts(organisationTexts)
  const found = useQuery({ queryKey: queryKeys.staff, queryFn: readStaff })
  const adding = useOpener()
  const addButton = (
    <Button type="primary" onClick={adding.open}>
      {t('addStaff')}
    </Button>
  )
  return (
    <Page title={t('staff')} about={t('staffAbout')} tools={addButton}>
      <DataList
        label={t('staff')}
        columns={useColumns()}
        rows={found.data?.staff}
        rowKey={row => row.staffId}
        query={found}
        empty={{ title: t('noStaff') }}
      />
      <SecondFactorRule />
      <AddDialog key={adding.opening} isOpen={adding.isOpen} onClose={adding.close} />
    </Page>
  )
}

function useColumns(): Column<Staff>[] {
  const t = useTexts(organisationTexts)
  const word = useWord(roleTexts)
  const state = (row: Staff) => (row.isActive ? t('active') : t('inactive'))
  return [
    { key: 'name', title: t('personName'), text: row => row.name },
    { key: 'email', title: t('email'), text: row => row.email },
    { key: 'role', title: t('role'), text: row => word(row.role) },
    { key: 'stores', title: t('storeScope'), text: row => row.storeCodes?.join(', ') ?? t('everyStore') },
    {
      key: 'state',
      title: t('state'),
      text: state,
      show: row => <Chip tone={row.isActive ? 'good' : 'plain'}>{state(row)}</Chip>,
    },
    {
      key: 'factor',
      title: t('secondFactor'),
      text: row => t(row.hasSecondFactor ? 'factorOn' : 'factorOff'),
      show: row => (
        <Chip tone={row.hasSecondFactor ? 'good' : 'plain'}>{t(row.hasSecondFactor ? 'factorOn' : 'factorOff')}</Chip>
      ),
    },
    { key: 'actions', title: t('actions'), text: () => '', isAction: true, show: row => <Actions person={row} /> },
  ]
}

function useScopeFields(): Field<'role' | 'storeCodes'>[] {
  const t = useTexts(organisationTexts)
  const word = useWord(roleTexts)
  const stores = useStoreOptions()
  return [
    {
      name: 'role',
      label: t('role'),
      kind: 'choice',
      isRequired: true,
      options: roles.map(value => ({ value, label: word(value) })),
    },
    { name: 'storeCodes', label: t('storeScope'), kind: 'choices', options: stores, hint: t('scopeHint') },
  ]
}

function AddDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTexts(organisationTexts)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const scopeFields = useScopeFields()
  const adding = useAction({
    send: addStaff,
    asker: 'form',
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.staff })
      void message.success(t('staffAdded'))
      onClose()
    },
  })
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('addStaff')}
      fields={[
        { name: 'name', label: t('personName'), isRequired: true, lengthMax: 120 },
        { name: 'email', label: t('email'), kind: 'email', isRequired: true, lengthMax: 254 },
        {
          name: 'password',
          label: t('password'),
          kind: 'password',
          isRequired: true,
          lengthMin: 12,
          hint: t('passwordHint'),
          autoComplete: 'new-password',
        },
        ...scopeFields,
      ]}
      submitText={t('add')}
      isBusy={adding.isBusy}
      errorText={adding.errorText}
      onSubmit={({ name, email, password, role, storeCodes }) =>
        adding.start({ name, email, password, role: roleOf(role), storeCodes: scopeOf(storeCodes) })
      }
    />
  )
}

function Actions({ person }: { person: Staff }) {
  const t = useTexts(organisationTexts)
  const common = useTexts(commonTexts)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const opener = useOpener()
  const scopeFields = useScopeFields()
  const onDone = () => {
    void cache.invalidateQueries({ queryKey: queryKeys.staff })
    void message.success(t('changed'))
    opener.close()
  }
  const changing = useAction({ send: changeStaff, asker: 'form', onDone })
  const { staffId, name } = person
  return (
    <Flex gap={8} wrap>
      <Button size="small" aria-label={t('changePerson', { name })} onClick={opener.open}>
        {t('change')}
      </Button>
      <SwitchButton person={person} onDone={onDone} />
      {person.hasSecondFactor ? <ResetFactorButton person={person} onDone={onDone} /> : null}
      <EntryDialog
        key={opener.opening}
        isOpen={opener.isOpen}
        onCancel={opener.close}
        label={t('changePerson', { name })}
        fields={[
          ...scopeFields,
          {
            name: 'password',
            label: t('newPassword'),
            kind: 'password',
            lengthMin: 12,
            hint: t('passwordHint'),
            autoComplete: 'new-password',
          },
        ]}
        initial={{ role: person.role, storeCodes: person.storeCodes?.join(',') ?? '' }}
        submitText={common('save')}
        isBusy={changing.isBusy}
        errorText={changing.errorText}
        onSubmit={({ role, storeCodes, password }) =>
          changing.start({
            staffId,
            role: roleOf(role),
            storeCodes: scopeOf(storeCodes),
            ...(password ? { password } : {}),
          })
        }
      />
    </Flex>
  )
}

/** Switching off asks first: it may throw a cashier out in the middle of a sale. */
function SwitchButton({ person: { staffId, name, isActive }, onDone }: { person: Staff; onDone: () => void }) {
  const t = useTexts(organisationTexts)
  const common = useTexts(commonTexts)
  const switching = useAction({ send: changeStaff, asker: 'button', onDone })
  const change = () => switching.start({ staffId, isActive: !isActive })
  const button = { size: 'small', loading: switching.isBusy } as const
  if (!isActive)
    return (
      <Button {...button} aria-label={t('switchOnPerson', { name })} onClick={change}>
        {t('switchOn')}
      </Button>
    )
  return (
    <Popconfirm
      title={t('switchOffSure', { name })}
      okText={t('switchOff')}
      cancelText={common('cancel')}
      onConfirm={change}
    >
      <Button {...button} danger aria-label={t('switchOffPerson', { name })}>
        {t('switchOff')}
      </Button>
    </Popconfirm>
  )
}

function ResetFactorButton({ person: { staffId, name }, onDone }: { person: Staff; onDone: () => void }) {
  const t = useTexts(organisationTexts)
  const common = useTexts(commonTexts)
  const resetting = useAction({ send: resetSecondFactor, asker: 'button', onDone })
  return (
    <Popconfirm
      title={t('resetSure', { name })}
      okText={common('confirm')}
      cancelText={common('cancel')}
      onConfirm={() => resetting.start(staffId)}
    >
      <Button size="small" loading={resetting.isBusy} aria-label={t('resetFactorOf', { name })}>
        {t('resetFactor')}
      </Button>
    </Popconfirm>
  )
}
