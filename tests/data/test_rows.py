import pytest

from empathy.data.quarantine import Quarantine, Reject
from empathy.data.rows import MAX_LINE_BYTES, delimited_rows, json_rows
from empathy.errors import InputError


@pytest.fixture
def quarantine():
    return Quarantine()


@pytest.fixture
def write(tmp_path):
    def write(content, name="rows.txt"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def csv_rows(path, quarantine, **options):
    columns = options.pop("columns", ("id", "text"))
    return [
        (row.line, row.fields)
        for row in delimited_rows(path, quarantine, **{"delimiter": ",", "header": True, **options}, columns=columns)
    ]


def objects(path, quarantine):
    return [(row.line, row.fields) for row in json_rows(path, quarantine)]


@pytest.mark.parametrize(
    "content",
    [
        b"id,text\n1,the kettle sang\n2,so did I\n",
        b"id,text\r\n1,the kettle sang\r\n2,so did I\r\n",
        b"\xef\xbb\xbfid,text\n1,the kettle sang\n2,so did I",
    ],
    ids=["unix", "windows line ends", "byte order mark, no last line end"],
)
def test_every_spelling_of_a_file_reads_the_same(content, write, quarantine):
    assert csv_rows(write(content), quarantine) == [
        (2, {"id": "1", "text": "the kettle sang"}),
        (3, {"id": "2", "text": "so did I"}),
    ]
    assert quarantine.rejects == []


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n "])
def test_json_lines_and_a_json_array_read_the_same(start, write, quarantine):
    lines = objects(write(start + b'{"a": 1}\r\n{"a": "\xc3\xa9"}\r\n', "lines"), quarantine)
    array = objects(write(start + b'[{"a": 1},\r\n {"a": "\xc3\xa9"}]', "array"), quarantine)
    assert [fields for _, fields in lines] == [fields for _, fields in array] == [{"a": 1}, {"a": "é"}]
    assert [number for number, _ in array] == [1, 2]
    assert quarantine.rejects == []


def test_blank_lines_are_no_rows_but_count_as_lines(write, quarantine):
    assert csv_rows(write(b"id,text\n\n1,one\n   \n2,two\n\n"), quarantine) == [
        (3, {"id": "1", "text": "one"}),
        (5, {"id": "2", "text": "two"}),
    ]
    assert quarantine.rejects == []


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"2,caf\xe9", "invalid UTF-8: byte 0xe9"),
        (b"2," + b"x" * MAX_LINE_BYTES, f"line too long: {MAX_LINE_BYTES + 3} bytes"),
        (b"2", "too few fields: 1 instead of 2"),
        # Neither may reach the user as a traceback of the csv module.
        (b"2,two\rlines", "not a row of the format"),
        (b"2," + b"x" * 200_000, "not a row of the format"),
    ],
    ids=["latin-1", "overlong", "short", "lone carriage return", "field over the csv module's limit"],
)
def test_one_bad_line_is_set_aside_with_its_number(bad, reason, write, quarantine):
    path = write(b"id,text\n1,one\n" + bad + b"\n3,three\n")
    assert [line for line, _ in csv_rows(path, quarantine)] == [2, 4]
    assert [(reject.file, reject.line) for reject in quarantine.rejects] == [(str(path), 3)]
    assert quarantine.rejects[0].reason.startswith(reason)


def test_a_line_of_just_the_longest_length_is_read(write, quarantine):
    text = "x" * (MAX_LINE_BYTES - len('{"a": ""}\n'))
    assert objects(write(b'{"a": "' + text.encode() + b'"}\n'), quarantine) == [(1, {"a": text})]


@pytest.mark.parametrize(
    ("content", "missing"),
    [(b"id\ttext\n1\tone\n", "id, text"), (b"id;text\n1;one\n", "id, text"), (b"id,txt\n1,one\n", "text")],
    ids=["tabs", "semicolons", "another column"],
)
def test_another_delimiter_stops_and_names_file_and_columns(content, missing, write, quarantine):
    path = write(content)
    with pytest.raises(InputError) as stopped:
        csv_rows(path, quarantine)
    assert str(stopped.value).startswith(f"{path}:1: no column {missing} in the header")
    assert "separated by ','" in str(stopped.value)
    assert "name the columns id, text" in str(stopped.value)


def test_without_a_header_the_first_line_is_a_row(write, quarantine):
    path = write(b'the "bus" came\t3\nnobody waved\t25\textra\n')
    rows = csv_rows(path, quarantine, delimiter="\t", columns=("text", "label"), header=False)
    assert rows == [(1, {"text": 'the "bus" came', "label": "3"}), (2, {"text": "nobody waved", "label": "25"})]


@pytest.mark.parametrize(("quoted", "text"), [(True, 'tea, no "milk"'), (False, '"tea')])
def test_quotes_mean_something_only_where_the_corpus_says_so(quoted, text, write, quarantine):
    path = write(b'id,text\n1,"tea, no ""milk"""\n')
    assert csv_rows(path, quarantine, quoted=quoted)[0][1]["text"] == text


@pytest.mark.parametrize("read", [csv_rows, objects])
@pytest.mark.parametrize(("content", "problem"), [(None, "no such file"), (b"", "the file is empty")])
def test_a_missing_or_empty_file_stops_and_is_named(read, content, problem, write, tmp_path, quarantine):
    path = tmp_path / "missing" if content is None else write(content)
    with pytest.raises(InputError, match=problem) as stopped:
        read(path, quarantine)
    assert str(stopped.value).startswith(f"{path}: ")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "half a se', "truncated or invalid JSON"),
        (b'{"text": "caf\xe9"}', "invalid UTF-8: byte 0xe9"),
        (b'["a list"]', "not a JSON object: list"),
        (b'"a string"', "not a JSON object: str"),
        (b"null", "not a JSON object: NoneType"),
        (b"[" * 100_000, "truncated or invalid JSON"),
    ],
    ids=["truncated", "latin-1", "list", "string", "null", "nested too deep"],
)
def test_a_json_line_that_is_no_object_is_set_aside(line, reason, write, quarantine):
    path = write(b'{"n": 1}\n' + line + b'\n{"n": 3}\n')
    assert objects(path, quarantine) == [(1, {"n": 1}), (3, {"n": 3})]
    assert quarantine.rejects == [Reject(str(path), 2, reason)]


@pytest.mark.parametrize(
    "content",
    [b'[{"n": 1}, {"n": ', b'[{"n": 1}]]', b'[{"n": "\xe9"}]', b"[" * 100_000],
    ids=["truncated", "trailing", "latin-1", "nested too deep"],
)
def test_a_broken_json_array_stops(content, write, quarantine):
    path = write(content)
    with pytest.raises(InputError, match="truncated or invalid JSON") as stopped:
        objects(path, quarantine)
    assert str(stopped.value).startswith(f"{path}: ")


def test_an_element_of_an_array_that_is_no_object_is_set_aside(write, quarantine):
    path = write(b'[{"n": 1}, 2, {"n": 3}]')
    assert objects(path, quarantine) == [(1, {"n": 1}), (3, {"n": 3})]
    assert quarantine.rejects == [Reject(str(path), 2, "not a JSON object: int")]
