export { createPricer, type Pricer } from './quote/create-pricer.ts'
export { readSchedules, type ScheduleFiles, type SchedulesRead } from './schedule/read-schedules.ts'
