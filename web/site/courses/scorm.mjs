// The manifests of SCORM 1.2 and SCORM 2004, 4th edition: one course, one object to launch.
import { tag, text, xml } from './xml.mjs';

/** @param {{ id: string, title: string }} course @param {string[]} files @param {Record<string, string>} sco @param {...string} more Of the item. */
const organization = ({ id, title }, files, sco, ...more) => [
  tag('organizations', { default: `${id}-course` }, tag('organization', { identifier: `${id}-course` }, tag('title', {}, text(title)),
    tag('item', { identifier: `${id}-item`, identifierref: `${id}-lesson` }, tag('title', {}, text(title)), ...more))),
  tag('resources', {}, tag('resource', { identifier: `${id}-lesson`, type: 'webcontent', href: 'course.html', ...sco },
    files.map((href) => tag('file', { href })))),
];

/** @param {string} schemaversion */
const metadata = (schemaversion) => tag('metadata', {}, tag('schema', {}, 'ADL SCORM'), tag('schemaversion', {}, schemaversion));

export const manifests = {
  '1.2': (course, files) => xml(tag('manifest', {
    identifier: course.id, version: '1.0', xmlns: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2', 'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_rootv1p2',
  }, metadata('1.2'), organization(course, files, { 'adlcp:scormtype': 'sco' }))),

  // What the lesson reports counts; the course system is not to complete it by itself.
  '2004': (course, files) => xml(tag('manifest', {
    identifier: course.id, version: '1.0', xmlns: 'http://www.imsglobal.org/xsd/imscp_v1p1', 'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_v1p3', 'xmlns:imsss': 'http://www.imsglobal.org/xsd/imsss',
  }, metadata('2004 4th Edition'), organization(course, files, { 'adlcp:scormType': 'sco' },
    tag('imsss:sequencing', {}, tag('imsss:deliveryControls', { completionSetByContent: true, objectiveSetByContent: true }))))),
};
