import { Button, Drawer } from 'antd'
import { queryKeys } from '../../api/query-keys.ts'
import { readJoiningRefusalStory, readRefusalStory } from '../../api/refusals.ts'
import { explanationTexts } from '../../texts/explanations.ts'
import { useTexts } from '../../texts/phrases.ts'
import { refusalTexts } from '../../texts/refusals.ts'
import { useOpener } from '../../ui/opener.ts'
import { WhyStory } from './story.tsx'

type Asked = { memberNumber: string; refusalId: string; what: string }

/** Opens why something that a member asked for was refused. */
export function WhyRefusalButton({ memberNumber, refusalId, what }: Asked) {
  return (
    <WhyButton
      what={what}
      name={queryKeys.refusalStory(memberNumber, refusalId)}
      readStory={audience => readRefusalStory({ memberNumber, refusalId }, audience)}
    />
  )
}

/** Opens why somebody could not join. */
export function WhyNoJoiningButton({ refusalId, what }: Omit<Asked, 'memberNumber'>) {
  return (
    <WhyButton
      what={what}
      name={queryKeys.joiningRefusalStory(refusalId)}
      readStory={audience => readJoiningRefusalStory(refusalId, audience)}
    />
  )
}

function WhyButton({ what, ...story }: { what: string } & Parameters<typeof WhyStory>[0]) {
  const t = useTexts(refusalTexts)
  const why = useTexts(explanationTexts)
  const { isOpen, open, close } = useOpener()
  return (
    <>
      <Button size="small" aria-label={t('whyOf', { what })} onClick={open}>
        {why('why')}
      </Button>
      <Drawer open={isOpen} onClose={close} size={480} title={t('whyTitle')} destroyOnHidden>
        <WhyStory {...story} />
      </Drawer>
    </>
  )
}
