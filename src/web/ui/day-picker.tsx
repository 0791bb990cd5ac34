import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { Day } from '../../shared/calendar.ts'

type DayPickerProps = {
  id?: string
  value?: Day | ''
  onChange?: (day: Day | '') => void
  label?: string
  placeholder?: string
  dayMin?: Day
  dayMax?: Day
}

/** Picks a day as "YYYY-MM-DD"; no hour and no zone can slip in. */
export function DayPicker({ id, value, onChange, label, placeholder, dayMin, dayMax }: DayPickerProps) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(dayMin === undefined ? {} : { minDate: dayjs(dayMin) })}
      {...(dayMax === undefined ? {} : { maxDate: dayjs(dayMax) })}
      className="full-width"
      value={value ? dayjs(value) : null}
      onChange={day => onChange?.(day ? day.format('YYYY-MM-DD') : '')}
    />
  )
}
