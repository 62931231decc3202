import os
import threading

from grader.inside.walls import threads_of_user


def test_the_users_own_threads_are_counted():
    before, ready = threads_of_user(), threading.Event()
    threads = [threading.Thread(target=ready.wait) for _ in range(20)]
    for thread in threads:
        thread.start()
    during = threads_of_user()
    ready.set()
    assert before >= len(os.listdir("/proc/self/task")) - 20
    assert during >= 20
