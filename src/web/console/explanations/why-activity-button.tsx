import { Button, Drawer } from 'antd'
import { readActivityStory } from '../../api/explanations.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { explanationTexts } from '../../texts/explanations.ts'
import { useTexts } from '../../texts/phrases.ts'
import { useOpener } from '../../ui/opener.ts'
import { WhyStory } from './story.tsx'

type Told = { memberNumber: string; activityId: string; activity: string }

/** Opens why an activity gave what it gave. */
export function WhyActivityButton({ memberNumber, activityId, activity }: Told) {
  const t = useTexts(explanationTexts)
  const { isOpen, open, close } = useOpener()
  return (
    <>
      <Button size="small" aria-label={t('whyActivity', { activity })} onClick={open}>
        {t('why')}
      </Button>
      <Drawer open={isOpen} onClose={close} size={480} title={t('activityTitle')} destroyOnHidden>
        <WhyStory
          name={queryKeys.activityStory(memberNumber, activityId)}
          readStory={audience => readActivityStory({ memberNumber, activityId }, audience)}
        />
      </Drawer>
    </>
  )
}
