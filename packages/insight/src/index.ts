export { type Finding, findEffects } from './findings/find-effects.ts'
export { generateYear, type YearTask } from './generate/generate-year.ts'
export type { Answer, InsightProblem } from './insight-problem.ts'
export { type BuildTask, buildMart, DEFAULT_REPEAT_DAYS } from './mart/build-mart.ts'
export { type Mart, type MartRecord, type OpenOptions, openMart, readMartRecord } from './mart/open-mart.ts'
export { DIMENSIONS, type DimensionId } from './model/dimensions.ts'
export { AREAS, type Figure, type Measure } from './model/figure.ts'
export { FIGURE_IDS, FIGURES, figureOf } from './model/figures.ts'
export { isRole, type RoleId, SOURCE_ROLES, type SourceColumns } from './model/source-roles.ts'
export {
  createOrderCheck,
  type Order,
  type OrderCheck,
  type OrderLine,
  type WordsRead,
} from './ordering/check-order.ts'
export type { OrderableSet } from './ordering/offer-sets.ts'
export { type OrderNote, renderOrderNote } from './ordering/order-note.ts'
export { type ChartedPoint, type ControlChart, controlChart } from './quality/control-chart.ts'
export { INDICATORS, type Indicator, OUTSIDE } from './quality/indicators.ts'
export { type DrillAnswer, drill } from './query/drill.ts'
export type { Filter } from './query/figure-statement.ts'
export { type FigureAnswer, type FigureRequest, prepareFigure, runFigure } from './query/run-figure.ts'
export { runSlice } from './query/run-slice.ts'
export { FEWEST_INSTITUTIONS, type FigureRow, SMALLEST_CELL } from './query/suppress.ts'
export type { Viewer } from './query/viewer.ts'
export { earlierExams, TOKEN_PATTERN } from './recognition/earlier-exams.ts'
export { createRanges, type Relation } from './recognition/exam-range.ts'
export { type LinkageKey, linkageToken, readLinkageKey } from './recognition/linkage.ts'
export { type RecognitionRequest, readRecognitionRequests } from './recognition/read-requests.ts'
export {
  createRecogniser,
  type EarlierExam,
  type Intended,
  type OrderedVerdict,
  type Recogniser,
  type Why,
} from './recognition/recognise.ts'
export { type RegionalList, readRegionalList } from './recognition/regional-list.ts'
export { REPEAT_REASON_IDS, REPEAT_REASONS, type RepeatReason } from './recognition/repeat-reasons.ts'
export { collectReport, type Report, type ReportTask } from './report/collect-report.ts'
export { labelOf } from './report/label.ts'
export { writeFigure } from './report/write-figure.ts'
export { type PrintPdf, REPORT_FORMATS, type ReportFormat, writeReport } from './report/write-report.ts'
export { insightProblems } from './texts/catalogue.ts'
export { readWorkload } from './workload/read-workload.ts'
export { STARTING_WORKLOAD, type Workload } from './workload/workload.ts'
