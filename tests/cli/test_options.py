"""Values of options: dates, boxes, names of enums; what is none of them is refused with an example."""

import click
import pytest

from sayso.cli import options
from sayso.model import EventType


@pytest.mark.parametrize("day", ["2024-04-22", "2024-04-22T06:30", "2024-04-22T06:30:00+03:00"])
def test_a_date_is_handed_on_as_given(day):
    assert options.day(day) == day


@pytest.mark.parametrize("day", ["Sunday", "22.04.2024", "2024-13-01", ""])
def test_no_date(day):
    with pytest.raises(click.BadParameter, match="give it as 2024-04-22"):
        options.day(day)


@pytest.mark.parametrize(
    ("box", "degrees"), [("40,35,45,38", (40, 35, 45, 38)), ("170.5, -20, -170, 0", (170.5, -20, -170, 0))]
)
def test_a_box(box, degrees):
    assert options.box(box) == degrees


@pytest.mark.parametrize("box", ["40,35,45", "a,b,c,d", "40;35;45;38", ""])
def test_no_box(box):
    with pytest.raises(click.BadParameter, match="WEST,SOUTH,EAST,NORTH"):
        options.box(box)


@pytest.mark.parametrize("box", ["40,38,45,35", "200,0,210,1", "0,-91,1,0", "nan,0,1,1"])
def test_a_box_off_the_globe(box):
    with pytest.raises(click.BadParameter, match="longitudes run from"):
        options.box(box)


def test_a_member_of_an_enum_by_its_value():
    @click.command()
    @options.member_option("--type", EventType, show=False)
    def ask(type):
        return type

    assert ask.main(["--type", "rocket_attack"], standalone_mode=False) is EventType.ROCKET_ATTACK
    assert ask.main([], standalone_mode=False) is None
    with pytest.raises(click.BadParameter, match="'picnic' is not one of 'rocket_attack'"):
        ask.main(["--type", "picnic"], standalone_mode=False)
