import { useAction } from '../../api/action.ts'
import type { NewKey } from '../../api/answers.ts'
import { addApiKey, addTillKey } from '../../api/organisation.ts'
import { useSession } from '../../session/session.ts'
import { organisationTexts, scopeWords } from '../../texts/organisation.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { EntryDialog } from '../../ui/entry-form.tsx'

type DialogProps = { isOpen: boolean; onClose: () => void; onMade: (key: NewKey) => void }

export function ApiKeyDialog({ isOpen, onClose, onMade }: DialogProps) {
  const t = useTexts(organisationTexts)
  const scope = useWord(scopeWords)
  const adding = useAction({ send: addApiKey, asker: 'form', onDone: onMade })
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('addApiKey')}
      fields={[
        { name: 'name', label: t('name'), isRequired: true, lengthMax: 120 },
        {
          name: 'scopes',
          label: t('scopes'),
          kind: 'choices',
          isRequired: true,
          options: Object.keys(scopeWords).map(value => ({ value, label: scope(value) })),
        },
      ]}
      submitText={t('add')}
      isBusy={adding.isBusy}
      errorText={adding.errorText}
      onSubmit={({ name, scopes }) => adding.start({ name, scopes: scopes.split(',') })}
    />
  )
}

export function TillKeyDialog({ isOpen, onClose, onMade }: DialogProps) {
  const t = useTexts(organisationTexts)
  const { stores } = useSession()
  const adding = useAction({ send: addTillKey, asker: 'form', onDone: onMade })
  // Codes hold no space, so one text can name both.
  const tills = stores.flatMap(store =>
    store.tills.map(till => ({ value: `${store.code} ${till.code}`, label: `${store.name} · ${till.name}` })),
  )
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('addTillKey')}
      fields={[
        { name: 'name', label: t('name'), isRequired: true, lengthMax: 120 },
        { name: 'till', label: t('till'), kind: 'choice', isRequired: true, options: tills },
      ]}
      submitText={t('add')}
      isBusy={adding.isBusy}
      errorText={adding.errorText}
      onSubmit={({ name, till }) => {
        const [storeCode = '', tillCode = ''] = till.split(' ')
        adding.start({ name, storeCode, tillCode })
      }}
    />
  )
}
