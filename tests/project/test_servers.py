from annotator import tasks
from tests.servers import until


def test_a_worker_takes_work_again_after_it_was_killed(worker):
    tasks.sweep.delay()
    until(lambda: worker.log.count("succeeded") >= 1)
    assert len(worker.children) == 1

    worker.kill9()
    before = worker.log.count("succeeded")
    worker.start()
    tasks.sweep.delay()

    until(lambda: worker.log.count("succeeded") > before)
