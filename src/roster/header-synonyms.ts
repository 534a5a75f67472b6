import { headerKey } from '../model/header-key.ts';
import type { RosterField, UnusedField } from './roster-field.ts';

/** Headers that gradebooks, HR exports and forms use, in English and Spanish. The field's own name always counts. */
const SYNONYMS: Record<RosterField | UnusedField, readonly string[]> = {
  email: [
    ...['email address', 'e-mail', 'e-mail address', 'identifier', 'mail', 'work email', 'teacher email'],
    ...['school email', 'district email', 'recipient email', 'user email', 'participant email'],
    ...['correo', 'correo electrónico', 'dirección de correo', 'dirección de correo electrónico'],
    ...['correo institucional', 'correo del docente', 'email del docente'],
  ],
  given_name: [
    ...['first name', 'first', 'forename', 'given names', 'preferred first name', 'recipient first name'],
    ...['nombre', 'nombres', 'primer nombre', 'nombre de pila', 'nombre(s)'],
  ],
  family_name: [
    ...['last name', 'last', 'surname', 'family names', 'recipient last name'],
    ...[
      'apellido',
      'apellidos',
      'apellido(s)',
      'primer apellido',
      'apellido paterno',
      'apellidos del docente',
    ],
  ],
  second_family_name: ['second last name', 'segundo apellido', 'apellido materno'],
  full_name: [
    ...['name', 'teacher', 'teacher name', 'participant', 'participant name', 'recipient', 'recipient name'],
    ...['student', 'student name', 'employee', 'employee name', 'candidate', 'candidate name', 'earner name'],
    ...['name on certificate', 'printed name', 'display name', 'full legal name'],
    ...['nombre completo', 'docente', 'nombre del docente', 'nombre y apellidos', 'nombres y apellidos'],
    ...['maestro', 'maestra', 'maestro/a', 'profesor', 'profesora', 'participante', 'apellidos y nombre'],
  ],
  credential_code: [
    ...['credential', 'credential name', 'badge', 'badge name', 'badge code', 'badge template', 'template'],
    ...[
      'micro-credential',
      'microcredential name',
      'achievement',
      'achievement code',
      'award',
      'certificate',
    ],
    ...['domain', 'standard', 'competency'],
    ...[
      'credencial',
      'código de credencial',
      'insignia',
      'microcredencial',
      'logro',
      'dominio',
      'competencia',
    ],
  ],
  level: [
    ...['score', 'rating', 'result', 'performance level', 'rubric level', 'level reached', 'rubric score'],
    ...['points', 'final score', 'puntaje', 'puntuación', 'puntos', 'nivel', 'nivel alcanzado'],
    ...['nivel de desempeño', 'resultado', 'calificación', 'valoración'],
  ],
  issued_on: [
    ...[
      'award date',
      'awarded',
      'awarded on',
      'awarded date',
      'date awarded',
      'date',
      'issued',
      'issue date',
    ],
    ...['issued at', 'date issued', 'completed', 'completed on', 'completion date', 'date completed'],
    ...['earned on', 'date earned', 'fecha', 'fecha de emisión', 'fecha de otorgamiento', 'fecha de entrega'],
    ...['otorgado el', 'emitido el', 'fecha de finalización', 'completado el'],
  ],
  expires_on: [
    ...['expiration', 'expiration date', 'expires', 'expires at', 'expiry', 'expiry date', 'valid until'],
    ...['valid through', 'vencimiento', 'fecha de vencimiento', 'vence', 'vence el', 'caduca', 'caducidad'],
    ...['fecha de caducidad', 'válido hasta', 'vigencia'],
  ],
  external_id: [
    ...['employee id', 'employee number', 'employee no', 'emp id', 'staff id', 'seid', 'teacher id'],
    ...['person id', 'sis id', 'sis user id', 'educator id', 'license number', 'participant id'],
    ...['id de empleado', 'número de empleado', 'no. de empleado', 'id del docente', 'matrícula', 'clave'],
  ],
  cohort: ['group', 'cohort name', 'cohort year', 'cohorte', 'grupo', 'generación', 'section', 'sección'],
  evidence_url: [
    ...['evidence', 'evidence link', 'portfolio', 'portfolio url', 'portfolio link', 'e-portfolio', 'link'],
    ...['url', 'evidencia', 'enlace', 'enlace de evidencia', 'url de evidencia', 'portafolio'],
    ...['enlace al portafolio', 'liga', 'liga de evidencia'],
  ],
  evidence_summary: [
    ...['narrative', 'evidence narrative', 'evidence description', 'summary', 'description of evidence'],
    ...['narrativa', 'resumen', 'resumen de evidencia', 'descripción de la evidencia'],
  ],
  row_ref: ['id', 'row', 'row id', 'row number', 'ref', 'reference', 'no.', 'referencia', 'fila', 'número'],
  assessors: [
    ...['assessor', 'assessor names', 'number of assessors', 'assessor count', 'assessed by', 'scorers'],
    ...['reviewers', 'evaluators', 'raters', 'evaluadores', 'evaluador', 'evaluadora', 'evaluadoras'],
    ...['número de evaluadores', 'evaluado por', 'revisores'],
  ],
  role: [
    'position',
    'job title',
    'teacher leader role',
    'leadership role',
    'rol',
    'cargo',
    'puesto',
    'función',
  ],
  term: [
    ...['school year', 'academic year', 'year', 'semester', 'period', 'año escolar', 'ciclo escolar'],
    ...['curso', 'curso escolar', 'periodo', 'período', 'semestre', 'año'],
  ],
  hours: [
    ...['total hours', 'clock hours', 'pd hours', 'contact hours', 'program hours', 'hours completed', 'hrs'],
    ...['horas', 'total de horas', 'horas totales', 'horas completadas', 'número de horas'],
  ],
  activity_start: [
    ...['start', 'start date', 'started', 'started on', 'activity start date', 'begin date', 'from'],
    ...['inicio', 'fecha de inicio', 'desde', 'comienzo'],
  ],
  activity_end: [
    ...['end', 'end date', 'ended', 'ended on', 'activity end date', 'finish date', 'to'],
    ...['fin', 'fecha de fin', 'fecha de término', 'término', 'hasta'],
  ],
  reviewer_email: ['reviewer', 'correo del revisor', 'revisor'],
  language: ['locale', 'idioma', 'lengua', 'preferred language'],
  notify: ['send email', 'notification', 'notificar', 'avisar'],
  error: [],
};

const FIELDS_BY_KEY: ReadonlyMap<string, RosterField | UnusedField> = new Map(
  (Object.entries(SYNONYMS) as [RosterField | UnusedField, readonly string[]][]).flatMap(
    ([field, synonyms]) => [field, ...synonyms].map((synonym) => [headerKey(synonym), field] as const),
  ),
);

/** The field that a header names, in whatever spelling, or null. */
export function fieldOfHeader(header: string): RosterField | UnusedField | null {
  return FIELDS_BY_KEY.get(headerKey(header)) ?? null;
}
