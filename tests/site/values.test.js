// A value of a scene, as the tables read it out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { said } from '../../web/glue/html.js';

test('a note stands beside its number: 12 % and what a formula gives', () => {
  assert.equal(said({ number: 12, text: '12 %', note: 'Erlang C gives 11 %' }), '12 % — Erlang C gives 11 %');
  assert.equal(said({ number: 0, text: '0 h', note: 'too few for an interval' }), '0 h — too few for an interval');
});

test('a number without a note stands alone, and a note without a number is said once', () => {
  assert.equal(said({ number: 12, text: '12 %', note: '' }), '12 %');
  assert.equal(said({ number: null, text: 'no year lived yet', note: 'no year lived yet' }), 'no year lived yet');
});
