"""TODO."""
import click
@click.command()
def bench() -> None:
    """x"""
