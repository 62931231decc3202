"""A time is read where it means one thing; else it is refused, and never taken as none."""

import pytest

from grader.submission.times import DayOrder, UnclearTimeError, read_time

NOON = "2026-10-30T12:00:00"


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-30 12:00",
        "2026/10/30 12:00",
        "30.10.2026 12:00",
        "30. 10. 2026 12:00",
        "10/30/2026 12:00:00 PM",
        "30/10/2026, 12:00:00 p. m.",
        "Oct 30, 2026 12:00\u202fPM",
        "30-Oct-2026 12:00",
        "Friday, 30 October 2026, 12:00 PM",
        "Freitag, 30. Oktober 2026, 12:00",
        "vendredi 30 octobre 2026, 12:00",
        "viernes, 30 de octubre de 2026, 12:00",
        "sexta-feira, 30 de outubro de 2026 às 12:00",
        "perjantai 30. lokakuuta 2026, 12.00",
        "pátek, 30. říjen 2026, 12.00",
        "2026. október 30., péntek, 12:00",
        "пятница, 30 октября 2026, 12:00",
        "30 Ekim 2026, Cuma, 12:00",
        "星期五, 2026年10月30日 12:00",
        "2026年10月30日 星期五 下午12:00",
        "2026年10月30日(金) 12:00",
        "2026년 10월 30일 금요일 오후 12:00",
        "46325.5",
        "46325,5",
        "30.10.2026 um 12:00 Uhr",
    ],
)
def test_what_spreadsheets_and_platforms_write_is_read(text):
    assert read_time(text) == NOON


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2026-10-30T12:00:00Z", "+00:00"),
        ("2026-10-30 12:00:00 +0530", "+05:30"),
        ("Fri Oct 30 12:00:00 2026 CET", "+01:00"),
        ("Fri Oct 30 12:00:00 CET 2026", "+01:00"),
        ("Fri, 30 Oct 2026 12:00:00 -0700", "-07:00"),
        ("Fri Oct 30 2026 12:00:00 GMT+0100 (Central European Standard Time)", "+01:00"),
        ("30 October 2026 12:00 Europe/Berlin", "+01:00"),
        ("30 October 2026 12:00 EDT", "-04:00"),
        ("1793361600", "+00:00"),
    ],
)
def test_a_zone_is_kept(text, offset):
    assert read_time(text) == NOON + offset


@pytest.mark.parametrize(
    "text",
    [
        "next friday",
        "Oct 30 at 11:59pm",
        "Thursday, 30 October 2026, 12:00 PM",
        "30 October 2026, 0:30 AM",
        "30 October 2026 25:00",
        "30 October 2026 12",
        "30 October 2026 12:00 CST",
        "30 July 2026 12:00 CET",
        "30 October 2026 12:00 or later",
        "30 listopada 2026, 12:00",
        "2026-13-01",
        "31/31/2026",
        "12",
        "0",
        "yes",
        "9" * 5000,
        "2026-10-30 12:00 ../../etc/passwd",
        "Infinity",
    ],
)
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(UnclearTimeError) as told:
        read_time(text)
    assert told.value.meanings == ()


def test_a_date_that_means_two_days_is_read_by_the_order_alone():
    with pytest.raises(UnclearTimeError) as told:
        read_time("11/03/2026 11:58 PM")
    assert [str(day) for day in told.value.meanings] == ["2026-03-11", "2026-11-03"]
    assert read_time("11/03/2026 11:58 PM", DayOrder.MDY) == "2026-11-03T23:58:00"
    assert read_time("11.03.26", DayOrder.DMY) == "2026-03-11T00:00:00"
    assert read_time("11/11/2026") == "2026-11-11T00:00:00"
    with pytest.raises(UnclearTimeError):
        read_time("30/10/2026", DayOrder.MDY)


def test_a_day_without_a_time_is_its_beginning_or_its_end():
    assert read_time("2026-10-30") == "2026-10-30T00:00:00"
    assert read_time("30 October 2026", end_of_day=True) == "2026-10-30T23:59:59"
    assert read_time("  ") == ""
